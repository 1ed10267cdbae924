import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { COMMANDS } from '../../../src/domain/command.ts';
import { AppError } from '../../../src/errors.ts';
import {
  addressContext,
  commentRef,
  formContext,
  formTarget,
  moreRef,
  partRef,
  requirementsRef,
} from '../../../src/slack/ids.ts';
import { escapeText, section, truncate } from '../../../src/slack/views/blocks.ts';
import { fitBlocks, packLines } from '../../../src/slack/views/fit-blocks.ts';
import { helpMessage, unknownCommandMessage } from '../../../src/slack/views/help-message.ts';
import { paperworkListMessage } from '../../../src/slack/views/paperwork-message.ts';
import { problemOf } from '../../../src/slack/views/problem.ts';
import { aRequirementType } from '../../support/builders.ts';
import { wordsOf } from './shown.ts';

describe('text from outside', () => {
  it('can call nobody and hide nothing', () => {
    assert.equal(escapeText('<!channel> & \u202Egnp.exe\u200B'), '&lt;!channel&gt; &amp; gnp.exe');
  });

  for (const [text, max, cut, why] of [
    ['One two. Three four.', 14, 'One two. …', 'ends with a sentence'],
    ['aaaa&amp;bb', 9, 'aaaa…', 'never cuts an entity'],
    ['hello <@U123> there', 12, 'hello…', 'never cuts a mention'],
    ['abcd😀efgh', 7, 'abcd…', 'never cuts an emoji'],
  ] as const) {
    it(`is cut so that it ${why}`, () => assert.equal(truncate(text, max), cut));
  }

  it('is packed into as few texts as hold whole lines', () => {
    assert.deepEqual(packLines(['aaa', 'bbb', 'ccc'], 7), ['aaa\nbbb', 'ccc']);
  });
});

it('a list that does not fit says how many more there are', () => {
  const items = Array.from({ length: 80 }, (_, at) => [section(`item ${at}`)]);
  const blocks = fitBlocks({ head: [section('head')], items, more: (left) => `and ${left} more` });
  assert.equal(blocks.length, 50);
  assert.match(JSON.stringify(blocks.at(-1)), /and 32 more/);
});

describe('ids in buttons and forms', () => {
  const orderKey = 'abcdefghijkl';
  const partId = '3fa85f64-5717-4562-b3fc-2c963f66afa6';

  it('come back as they went', () => {
    assert.deepEqual(partRef.decode(partRef.encode({ orderKey, partId })), { orderKey, partId });
    const comment = { orderKey, partId, commentId: 'c' };
    assert.deepEqual(commentRef.decode(commentRef.encode(comment)), comment);
    const ref = { orderKey, partId, requirementIds: ['r1', 'r2'] };
    assert.deepEqual(requirementsRef.decode(requirementsRef.encode(ref)), ref);
    for (const target of [{ kind: 'part', orderKey, partId } as const, { kind: 'group', groupId: 'g' } as const]) {
      assert.deepEqual(formTarget.decode(formTarget.encode(target)), target);
      const form = { target, page: 2, isLast: true };
      assert.deepEqual(formContext.decode(formContext.encode(form)), form);
      for (const country of ['DE', null]) {
        const context = { target, key: 'r@Berlin', country };
        assert.deepEqual(addressContext.decode(addressContext.encode(context)), context);
      }
    }
  });

  it('fit into the value of an option', () => {
    const more = { act: 'numbers', orderKey, partId } as const;
    assert.ok(moreRef.encode(more).length <= 75);
    assert.deepEqual(moreRef.decode(moreRef.encode(more)), more);
  });

  for (const text of ['', null, 'x', '{}', '[1]', '["a"]', '["a",null]']) {
    it(`of another shape are an expired form: ${JSON.stringify(text)}`, () => {
      assert.throws(
        () => partRef.decode(text),
        (error) => error instanceof AppError && error.code === 'form_expired',
      );
      assert.throws(() => formContext.decode(text), { code: 'form_expired' });
      assert.throws(() => addressContext.decode(text), { code: 'form_expired' });
    });
  }
});

describe('problems', () => {
  it('say what Telnyx said, escaped, and what to do next', () => {
    const telnyx = {
      method: 'POST',
      path: '/number_orders',
      status: 422,
      code: '10027',
      title: 'Bad <value>',
      detail: 'x & y',
    };
    const { text } = problemOf(new AppError('telnyx_refused', 'refused', { details: { telnyx } }));
    assert.match(text, /“Bad &lt;value&gt;: x &amp; y” \(code 10027\)/);
    assert.match(text, /Correct it and try again/);
  });

  it('name the channel to invite the app to', () => {
    const error = new AppError('channel_unavailable', 'x', { details: { channelId: 'C123' } });
    assert.match(problemOf(error).text, /<#C123>.*\/invite @numberdesk/);
  });

  it('promise no word from the thread about a request that Telnyx may never have heard', () => {
    const { text } = problemOf(new AppError('telnyx_unclear', 'x'));
    assert.match(text, /may or may not have been done/);
    assert.match(text, /If nothing shows there/);
  });

  it('say where else a request shows that Telnyx may have heard, and that alone', () => {
    const details = { hint: 'Look at `/numbers groups` in a minute.' };
    const { text } = problemOf(new AppError('telnyx_unclear', 'x', { details }));
    const lost = 'Telnyx did not answer in time, so this may or may not have been done.';
    assert.equal(text, `${lost} ${details.hint}`);
  });

  it('give a bug a reference and nothing of its insides', () => {
    const { text } = problemOf(new Error('secret stack'), 'a1b2');
    assert.match(text, /recorded under `a1b2`/);
    assert.doesNotMatch(text, /secret/);
  });
});

it('help shows every command that exists, with an example, and no other', () => {
  const words = wordsOf(helpMessage());
  for (const { example } of COMMANDS) assert.ok(words.includes(escapeText(example)), example);
  const named = new Set([...words.matchAll(/\/numbers (\w+)/g)].map(([, name]) => name));
  assert.deepEqual([...named].sort(), COMMANDS.map(({ name }) => name).sort());
});

it('an unknown word is answered with the nearest command, which is not run', () => {
  assert.match(
    unknownCommandMessage({ word: 'serach', nearest: 'search' }).text,
    /no command “serach”\. Did you mean search\?/,
  );
});

it('the list for the customer stands in a code block that nothing can end early', () => {
  const paperwork = { country: 'DE', numberType: 'local', requirements: [aRequirementType({ name: 'A ``` <b>' })] };
  assert.equal(wordsOf(paperworkListMessage(paperwork)).split('```').length, 3);
});
