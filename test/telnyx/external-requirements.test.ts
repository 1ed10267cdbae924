import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { inspect } from 'node:util';
import { failureOf, fault, partId, startTelnyx } from './scripted-telnyx.ts';

const LINK = 'https://eu.onfido.app/l/3f1c0a9e-secret';
const on = { requirementId: 'req-action', subOrderId: partId };
const person = { firstName: 'Grace', lastName: 'Hopper' };
const url = `/v2/external_requirements/req-action/sub_number_orders/${partId}`;

const anAction = (value: string | null) => ({
  regulatory_requirement_id: 'req-action',
  requirement_action: { type: 'onfido_verification', value },
});
const fields_required = [
  { name: 'first_name', type: 'string', description: 'First name', value: null },
  { name: 'last_name', type: 'string', description: null, value: null },
];

describe('an act of the end user', () => {
  it('tells what its link needs while there is none', async (t) => {
    const { telnyx, seen } = await startTelnyx(t, [{ json: { data: { ...anAction(null), fields_required } } }]);
    assert.deepEqual(await telnyx.externalRequirements.get(on), {
      link: null,
      fields: [
        { name: 'first_name', description: 'First name' },
        { name: 'last_name', description: null },
      ],
    });
    assert.deepEqual([seen[0]?.method, seen[0]?.path], ['GET', url]);
  });

  it('tells the link that was made before', async (t) => {
    const { telnyx } = await startTelnyx(t, [{ json: { data: { ...anAction(LINK), fields_required } } }]);
    assert.equal((await telnyx.externalRequirements.get(on)).link, LINK);
  });

  it('gets a link for one person, whose names stand inside `requirement`', async (t) => {
    const { telnyx, seen, lines } = await startTelnyx(t, [
      { json: { data: { ...anAction(LINK), sub_order_id: partId } } },
    ]);
    assert.deepEqual(await telnyx.externalRequirements.create({ ...on, ...person }), { link: LINK, fields: [] });
    assert.deepEqual([seen[0]?.method, seen[0]?.path], ['POST', url]);
    assert.deepEqual(seen[0]?.body, { requirement: { first_name: 'Grace', last_name: 'Hopper' } });
    assert.doesNotMatch(lines.join(), /onfido|Grace|Hopper/);
  });

  it('has no link when the answer names no action', async (t) => {
    const { telnyx } = await startTelnyx(t, [{ json: { data: {} } }]);
    assert.deepEqual(await telnyx.externalRequirements.get(on), { link: null, fields: [] });
  });

  const failures = [
    { why: 'refused with the names in the text', answer: fault(422, '10027', { detail: 'Grace Hopper is known' }) },
    { why: 'refused with the link in the text', answer: fault(422, '10027', { title: `Made: ${LINK}`, detail: LINK }) },
    { why: 'unreadable', answer: { json: { data: { requirement_action: LINK } } } },
    { why: 'a page', answer: { text: `<a href="${LINK}">Grace</a>` } },
  ];
  for (const { why, answer } of failures) {
    it(`gives neither names nor link away when the answer is ${why}`, async (t) => {
      const { telnyx, lines, seen } = await startTelnyx(t, [answer]);
      const errors = [
        await failureOf(telnyx.externalRequirements.create({ ...on, ...person })),
        await failureOf(telnyx.externalRequirements.get(on)),
      ];
      const told = inspect(errors[0], { depth: 20, showHidden: true }) + lines.join();
      assert.doesNotMatch(told, /Grace|Hopper|onfido/);
      assert.doesNotMatch(inspect(errors[1], { depth: 20, showHidden: true }), /onfido/);
      assert.equal(seen.length, 2, 'each is asked once');
    });
  }
});
