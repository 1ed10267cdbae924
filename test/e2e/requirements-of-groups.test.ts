import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { PersonDriver } from '../../src/sandbox/slack/person.ts';
import type { DeskPart } from '../../src/sandbox/telnyx/desk-overview.ts';
import { askTelnyx, cards, openOrderForm, repliesOnce, submitOrder, textOf } from '../support/act.ts';
import { fieldsOf, openForm, sendForm, turnToLastPage, valueAtTelnyx } from '../support/act-requirements.ts';
import { startWorld, WORLDS, type World } from '../support/start-world.ts';

type Type = { id: string; name: string; type: string };

const post = async (w: World, path: string, body: unknown): Promise<Record<string, string>> => {
  const answer = await askTelnyx(w, { method: 'POST', path, body });
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
  return (answer.body.data ?? answer.body) as Record<string, string>;
};

/** The text has the 16 characters that a tax code in Italy has. */
const FORMER_VALUES: Record<string, string> = { datetime: '2019-05-20T00:00:00Z', textual: 'just as it stood' };

/** A group in which every requirement has a value, as somebody made it in the portal. */
const makeGroup = async (w: World, { country, numberType }: { country: string; numberType: string }) => {
  const filter = `filter[country_code]=${country}&filter[phone_number_type]=${numberType}`;
  const { body } = await askTelnyx(w, { path: `/requirements?${filter}` });
  const [{ requirement_types: types }] = body.data as [{ requirement_types: Type[] }];
  const names = { first_name: 'Jane', last_name: 'Doe', business_name: 'Acme' };
  const place = { street_address: 'Rua 1', locality: 'Lisboa', postal_code: '1000-001', country_code: country };
  const { id: address } = await post(w, '/addresses', { ...names, ...place });
  const file = Buffer.from('%PDF-1.4\n').toString('base64');
  const { id: document } = await post(w, '/documents', { file, filename: 'paper.pdf' });
  const values: Record<string, string | undefined> = { ...FORMER_VALUES, address, document };
  await post(w, '/requirement_groups', {
    country_code: country,
    phone_number_type: numberType,
    action: 'ordering',
    customer_reference: 'Our papers',
    regulatory_requirements: types.map(({ id, type }) => ({ requirement_id: id, field_value: values[type] ?? '-' })),
  });
};

/** An order with that group, of which Number Ops declines some. @returns the part before, and the card */
const orderAndDecline = async (
  w: World,
  { ada, country, names }: { ada: PersonDriver; country: string; names: RegExp },
): Promise<DeskPart> => {
  await makeGroup(w, { country, numberType: 'local' });
  await openOrderForm(w, ada, { text: `${country} local` });
  await submitOrder(w, ada, { values: { [`Requirement group for ${country} local`]: 'Our papers' } });
  await ada.close();
  const part = w.telnyx.desk.pending().at(-1);
  assert.ok(part);
  assert.equal(part.requirementsStatus, 'requirement-info-under-review', 'the values of the group are with the order');
  const requirementIds = part.requirements.flatMap((each) => (names.test(each.name) ? [each.requirementId] : []));
  w.telnyx.desk.decline({ partId: part.partId, requirementIds, comment: 'Please correct this.' });
  await w.tick();
  return part;
};

describe('what Number Ops declines of a requirement group', () => {
  it('may be a date, which is asked with a calendar and sent as Telnyx takes dates', async (t) => {
    const w = await startWorld(t);
    const ada = w.slack.person('ada');
    const part = await orderAndDecline(w, { ada, country: 'PT', names: /^Date of company registration$/ });
    const [card] = cards(w);
    assert.ok(card);
    await openForm(w, ada, card);
    const label = 'Date of company registration (declined)';
    assert.deepEqual(fieldsOf(ada.view()), [label]);
    assert.match(
      JSON.stringify(ada.view()?.blocks),
      /"datepicker".*"initial_date":"2019-05-20"/,
      'the old date is there',
    );
    await ada.fill({ [label]: '2018-05-20' });
    assert.match(textOf(await sendForm(w, ada)), /All answers are in/);
    assert.equal(await valueAtTelnyx(w, part, 'Date of company registration'), '2018-05-20T00:00:00Z');
  });

  for (const { name, ...world } of WORLDS)
    it(`may be all of Italy's sixteen, on pages of six inputs at most, ${name}`, async (t) => {
      const w = await startWorld(t, world);
      const ada = w.slack.person('ada');
      const part = await orderAndDecline(w, { ada, country: 'IT', names: /./ });
      assert.equal(part.requirements.length, 16);
      const [card] = cards(w);
      assert.ok(card);
      await repliesOnce(w, card, 1);
      await openForm(w, ada, card);
      const pages = await turnToLastPage(w, ada);
      for (const page of pages) {
        assert.ok(fieldsOf(page).length <= 6, textOf(page));
        assert.match(textOf(page), /> Please correct this\./);
      }
      const asked = part.requirements.filter(({ name }) => pages.some((page) => textOf(page).includes(name)));
      assert.equal(asked.length, 16, 'asked, or put aside where all can see it');
    });
});
