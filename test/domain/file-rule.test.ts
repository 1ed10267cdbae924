import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { checkFileKind, fileRuleOf } from '../../src/domain/file-rule.ts';
import { aRequirementType } from '../support/builders.ts';

const aDocument = (description: string | null, timeLimit: string | null = null) =>
  aRequirementType({ kind: 'document', description, criteria: { ...aRequirementType().criteria, timeLimit } });

describe('which files fit a requirement', () => {
  const cases: [country: string, description: string | null, pdfOnly: boolean, reason: string][] = [
    ['DE', null, false, 'nothing said'],
    ['IT', null, true, 'Italy takes nothing else'],
    ['DE', 'All documents must be submitted in .pdf format.', true, 'says so'],
    ['DE', 'Dated within 3 months; .pdf only', true, 'says so'],
    ['DE', 'Only PDF files are accepted', true, 'says so'],
    ['DE', 'It must be a PDF', true, 'says so'],
    ['DE', 'A PDF is best', false, 'a wish'],
    ['DE', 'Not only PDF', false, 'a negation'],
    ['DE', 'Must be a PDF or JPEG', false, 'or another'],
    ['DE', 'PDF only for scans, photos as PNG', false, 'names another'],
    ['DE', 'Only PDF or Word files', false, 'names another'],
    ['DE', 'The form is at https://example.com/form.pdf only in German', false, 'the name of a file'],
  ];
  for (const [country, description, pdfOnly, reason] of cases) {
    it(`${country} ${description}: ${pdfOnly ? 'PDF only' : 'the usual ones'}, ${reason}`, () => {
      const { endings, why } = fileRuleOf({ type: aDocument(description), country });
      assert.deepEqual(endings.includes('png'), !pdfOnly);
      assert.equal(why === null, !pdfOnly);
      assert.ok(endings.includes('pdf'));
    });
  }

  it('is read from the criteria too', () => {
    const { endings } = fileRuleOf({ type: aDocument(null, 'Dated within 3 months; .pdf only'), country: 'DE' });
    assert.deepEqual(endings, ['pdf']);
  });

  it('is found for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (description, filename) => {
        const rule = fileRuleOf({ type: aDocument(description), country: 'DE' });
        checkFileKind({ rule, filename });
      }),
    );
  });
});

describe('a file by its name', () => {
  const usual = fileRuleOf({ type: aDocument(null), country: 'DE' });
  const italian = fileRuleOf({ type: aDocument(null), country: 'IT' });
  const cases: [rule: typeof usual, filename: string, says: RegExp | null, reason: string][] = [
    [usual, 'passport.pdf', null, 'fits'],
    [usual, 'Passport.v2.JPG', null, 'capitals and further dots do not matter'],
    [usual, 'list.xlsx', null, 'fits'],
    [
      usual,
      'photo.heic',
      /^photo\.heic is a HEIC file, which Telnyx does not take: attach a PDF, PNG or JPEG\.$/,
      'a phone',
    ],
    [usual, 'passport', /^passport has no ending/, 'no ending'],
    [usual, '.pdf', /has no ending/, 'only an ending'],
    [italian, 'carta.pdf', null, 'fits'],
    [
      italian,
      'carta.png',
      /^carta\.png is a PNG file\. Italy takes PDF files only\. Save it as PDF, then attach it\.$/,
      'Italy',
    ],
  ];
  for (const [rule, filename, says, reason] of cases) {
    it(`${filename}: ${reason}`, () => {
      const message = checkFileKind({ rule, filename });
      if (says === null) assert.equal(message, null);
      else assert.match(message ?? 'fits', says);
    });
  }
});
