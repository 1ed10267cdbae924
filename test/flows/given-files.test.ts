import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Answer, Answers } from '../../src/domain/requirement.ts';
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

describe('a file that Number Ops declined', () => {
  const DECLINED_AGAIN = /declined this very file\. Attach another one, or send it again/;

  /** Both papers are there; the first, with the content of F1, was declined. */
  const declined = async (known: Partial<Document> = {}) => {
    const opened = await twoPapers();
    const { world, part, at } = opened;
    world.state.documents = [aDocument(known), aDocument({ id: 'd2', sha256: 'sha-F2' })];
    await at().send({ one: document('d1'), two: document('d2') });
    world.decide(part.partId, { one: 'declined' }, 'requirement-info-exception');
    return { ...opened, updates: () => world.life.count('telnyx.subOrders.update') - 1 };
  };

  const again: { why: string; answer: Answer; known?: Partial<Document> }[] = [
    { why: 'attached once more', answer: file('F1') },
    { why: 'attached once more, though Telnyx denied it', answer: file('F1'), known: { status: 'denied' } },
    { why: 'chosen from the menu', answer: document('d1') },
    { why: 'chosen as another document of the same content', answer: document('d2'), known: { sha256: 'sha-F2' } },
  ];
  for (const { why, answer, known } of again)
    it(`is told at its field before anything is sent, and sent when the form is sent again: ${why}`, async () => {
      const { world, at, values, updates } = await declined(known);
      const outcome = await at().send({ one: answer });
      assert.ok(outcome.kind === 'problems', outcome.kind);
      assert.deepEqual(
        outcome.problems.map(({ field }) => field),
        ['one'],
      );
      assert.match(outcome.problems[0]?.message ?? '', DECLINED_AGAIN);
      assert.deepEqual([updates(), world.life.count('telnyx.documents.upload')], [0, 0]);
      assert.deepEqual((await at().draft())?.answers, { one: answer }, 'what was given is kept');

      assert.equal((await at().submit()).kind, 'sent');
      assert.equal(updates(), 1);
      assert.equal(values('one').length, 1);
      assert.equal(await at().draft(), null);
    });

  it('is told anew after it was declined once more', async () => {
    const { world, part, at } = await declined();
    await at().send({ one: file('F1') });
    await at().submit();
    world.decide(part.partId, { one: 'declined' }, 'requirement-info-exception');
    assert.equal((await at().send({ one: file('F1') })).kind, 'problems');
  });

  const others: { why: string; answers: Answers; known?: Partial<Document> }[] = [
    { why: 'another file', answers: { one: file('F3') } },
    { why: 'a document that was declined of nothing', answers: { one: document('d2') } },
    {
      why: 'a file, where Telnyx does not tell the content of the declined one',
      answers: { one: file('F1') },
      known: { sha256: null },
    },
  ];
  for (const { why, answers, known } of others)
    it(`is not taken for ${why}`, async () => {
      const { at } = await declined(known);
      assert.equal((await at().send(answers)).kind, 'sent');
    });

  it('may be given for another requirement: it was not declined there', async () => {
    const { world, part, at } = await declined();
    world.decide(part.partId, { one: 'approved', two: 'declined' }, 'requirement-info-exception');
    assert.equal((await at().send({ two: file('F1') })).kind, 'sent');
  });
});
