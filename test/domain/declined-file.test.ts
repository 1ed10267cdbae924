import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { declinedDocuments, type FileIdentity, findDeclined } from '../../src/domain/declined-file.ts';
import { aStanding } from '../support/form-builders.ts';

describe('a file that Number Ops declined', () => {
  const declined = [
    { documentId: 'd1', sha256: 'sha-1' },
    { documentId: 'd2', sha256: null },
  ];
  const cases: [given: FileIdentity, found: string | null, why: string][] = [
    [{ documentId: 'd1', sha256: 'sha-1' }, 'd1', 'it was chosen again'],
    [{ documentId: 'd2', sha256: 'sha-2' }, 'd2', 'it was chosen again, and Telnyx does not tell its content'],
    [{ documentId: 'd3', sha256: 'sha-1' }, 'd1', 'another document has its content'],
    [{ documentId: null, sha256: 'sha-1' }, 'd1', 'the same content was attached'],
    [{ documentId: null, sha256: 'sha-9' }, null, 'other content was attached'],
    [{ documentId: 'd3', sha256: 'sha-9' }, null, 'another document was chosen'],
    [{ documentId: 'd3', sha256: null }, null, 'contents that are not told are no equal ones'],
  ];
  for (const [given, found, why] of cases)
    it(`is ${found === null ? 'not ' : ''}given once more: ${why}`, () =>
      assert.equal(findDeclined(declined, given), found));

  const of = (ids: string[]) =>
    declinedDocuments(
      aStanding({
        states: {
          a: { proof: 'declined', form: 'declined' },
          b: { proof: 'declined' },
          c: { proof: 'approved' },
          d: { proof: 'declined' },
          e: { proof: null },
        },
        values: { proof: 'd1', form: 'f1' },
        valuesOf: { c: { proof: 'd3' }, d: { proof: 'd4' }, e: { proof: 'd5' } },
      }),
      { requirementId: 'proof', ids },
    );
  const rows: [ids: string[], documents: string[], why: string][] = [
    [['a', 'b'], ['d1'], 'once, though it was declined on two numbers'],
    [['a', 'd'], ['d1', 'd4'], 'each, where numbers have different ones'],
    [['b'], ['d1'], 'of the numbers that are asked about only'],
    [['c'], [], 'none that was approved'],
    [['e'], [], 'none where Telnyx does not say what was declined'],
  ];
  for (const [ids, documents, why] of rows)
    it(`is known by its document: ${why}`, () => assert.deepEqual(of(ids), documents));
});
