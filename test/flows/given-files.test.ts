import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Document } from '../../src/telnyx/telnyx.ts';
import { aRequirementType } from '../support/builders.ts';
import { aTelnyxError } from '../support/fakes.ts';
import { createFormWorld, document, file } from '../support/form-world.ts';

const aDocument = (given: Partial<Document> = {}): Document => ({
  id: 'd1',
  filename: 'passport.pdf',
  contentType: null,
  sizeBytes: 1,
  sha256: 'sha-F1',
  status: 'verified',
  reference: null,
  ...given,
});

/** A part that asks for two documents. */
const twoPapers = ({
  description = null,
  ...given
}: {
  description?: string | null;
  refusedFiles?: Record<string, string>;
} = {}) =>
  createFormWorld({
    ...given,
    prepare: ({ state }) => {
      state.paperwork['DE:local'] = ['one', 'two'].map((id) =>
        aRequirementType({ id, name: id, kind: 'document', description }),
      );
    },
  });

describe('a file that was picked', () => {
  it('is uploaded once though two fields hold it', async () => {
    const { world, at, values } = await twoPapers();
    assert.equal((await at().send({ one: file('F1'), two: file('F1') })).kind, 'sent');
    assert.equal(world.life.count('telnyx.documents.upload'), 1);
    assert.deepEqual([values('one'), values('two')], [['doc-1'], ['doc-1']]);
  });

  it('is not uploaded when Telnyx has its content in a document that something still refers to', async () => {
    const { world, at, values } = await twoPapers();
    world.state.documents = [aDocument()];
    await at().send({ one: document('d1') });
    await at('U3').send({ two: file('F1') });
    assert.equal(world.life.count('telnyx.documents.upload'), 0);
    assert.deepEqual(values('two'), ['d1']);
  });

  const again: { why: string; known: Partial<Document>; isLinked: boolean }[] = [
    { why: 'nothing refers to the one that Telnyx has: it is about to be deleted', known: {}, isLinked: false },
    { why: 'Telnyx denied the one it has', known: { status: 'denied' }, isLinked: true },
    { why: 'the one that Telnyx has is infected', known: { scanStatus: 'infected' }, isLinked: true },
    {
      why: 'its content is another, whatever its name',
      known: { sha256: 'sha-other', filename: 'F1.pdf' },
      isLinked: true,
    },
  ];
  for (const { why, known, isLinked } of again)
    it(`is uploaded when ${why}`, async () => {
      const { world, at } = await twoPapers();
      world.state.documents = [aDocument(known)];
      world.telnyx.documents.isLinked = async () => isLinked;
      await at().send({ one: file('F1') });
      assert.equal(world.life.count('telnyx.documents.upload'), 1);
    });

  it('is uploaded when Telnyx does not tell whether anything refers to the one it has', async () => {
    const { world, at } = await twoPapers();
    world.state.documents = [aDocument()];
    world.life.failNext('telnyx.documents.isLinked', aTelnyxError('telnyx_unreachable'));
    assert.equal((await at().send({ one: file('F1') })).kind, 'sent');
    assert.equal(world.life.count('telnyx.documents.upload'), 1);
  });

  it('that is refused keeps all others from being uploaded, and says why at its field', async () => {
    const { world, at } = await twoPapers({ refusedFiles: { F2: 'This is no PDF.' } });
    assert.deepEqual(await at().send({ one: file('F1'), two: file('F2') }), {
      kind: 'problems',
      problems: [{ field: 'two', message: 'This is no PDF.' }],
    });
    assert.equal(world.life.count('telnyx.subOrders.update') + world.life.count('telnyx.documents.upload'), 0);
    assert.deepEqual(world.threads.told(), []);
    assert.deepEqual(Object.keys((await at().draft())?.answers ?? {}), ['one', 'two'], 'both are kept');
  });

  it('that Telnyx does not take says why at its field', async () => {
    const { world, at } = await twoPapers();
    const error = aTelnyxError('telnyx_refused', { status: 422, detail: 'Too large.' });
    world.life.failNext('telnyx.documents.upload', error);
    assert.deepEqual(await at().send({ one: file('F1') }), {
      kind: 'problems',
      problems: [{ field: 'one', message: 'Too large.' }],
    });
    assert.equal(world.life.count('telnyx.subOrders.update'), 0);
  });

  it('that cannot be read now stops all of it: trying again helps', async () => {
    const { world, at } = await twoPapers();
    world.life.failNext('slack.readFile', aTelnyxError('slack_unreachable'));
    await assert.rejects(at().send({ one: file('F1') }), { code: 'slack_unreachable' });
    assert.equal(world.life.count('telnyx.subOrders.update'), 0);
  });

  it('has to be a PDF where the requirement takes no other, and nothing is uploaded else', async () => {
    const { world, at } = await twoPapers({ description: 'PDF files only.' });
    const outcome = await at().send({ one: file('scan.docx'), two: file('F1') });
    assert.ok(outcome.kind === 'problems');
    assert.deepEqual(
      outcome.problems.map(({ field }) => field),
      ['one'],
    );
    assert.match(outcome.problems[0]?.message ?? '', /scan\.docx is a DOCX file.*Save it as PDF/);
    assert.equal(world.life.count('telnyx.documents.upload'), 0);
  });
});
