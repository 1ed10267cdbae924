import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { codeOf, openSimulator } from './open-simulator.ts';

type Wire = { requirement_id: string; field_type: string; field_value: string | null; status: string };

const JANE = { first_name: 'Jane', last_name: 'Doe' };

/** An Australian mobile part of two numbers, and the path of its action. */
const openAction = async (t: TestContext) => {
  const world = await openSimulator(t);
  const { partId } = await world.order({ country: 'AU', type: 'mobile', count: 2 });
  const { regulatory_requirements: asked } = await world.part(partId);
  const idOf = (kind: string): string => asked.find((item: Wire) => item.field_type === kind).requirement_id;
  const requirementId = idOf('action');
  const path = `/external_requirements/${requirementId}/sub_number_orders/${partId}`;
  const answersOf = async () => {
    const numbers: { regulatory_requirements: Wire[] }[] = await world.numbersOfPart(partId);
    return numbers.map(({ regulatory_requirements: all }) => all.find((item) => item.requirement_id === requirementId));
  };
  const linkMade = async () => (await world.get(path)).body.data.requirement_action.value;
  return { ...world, partId, idOf, requirementId, path, answersOf, linkMade };
};

describe('an act of the end user at the simulated Telnyx', () => {
  it('has a link once it is made for somebody, and keeps it', async (t) => {
    const { post, path, linkMade, desk, partId, requirementId } = await openAction(t);
    const isGiven = () => desk.part(partId).requirements.find((each) => each.requirementId === requirementId)?.hasLink;
    assert.deepEqual([await linkMade(), isGiven()], [null, false]);
    const { body } = await post(path, { requirement: JANE });
    assert.deepEqual([await linkMade(), isGiven()], [body.data.requirement_action.value, true]);
    await post(path, { requirement: { ...JANE, first_name: 'John' } });
    assert.notEqual(await linkMade(), body.data.requirement_action.value, 'the newest counts');
  });

  const refused: [body: object, code: string, why: string][] = [
    [JANE, '422 10027', 'the names stand at the top level'],
    [{ ...JANE, requirement: JANE }, '422 10027', 'they stand there too'],
    [{ first_name: 'Jane', requirement: JANE }, '422 10027', 'one of them does'],
    [{ requirement: { first_name: 'Jane' } }, '422 10004', 'one name is missing'],
    [{ requirement: { ...JANE, last_name: ' ' } }, '422 10004', 'one name is empty'],
    [{ requirement: 'Jane Doe' }, '422 10004', 'it is no object'],
    [{}, '422 10004', 'nothing is sent'],
  ];
  for (const [body, code, why] of refused) {
    it(`is refused with ${code} when ${why}`, async (t) => {
      const { post, path, linkMade } = await openAction(t);
      assert.equal(codeOf(await post(path, body)), code);
      assert.equal(await linkMade(), null);
    });
  }

  it('is refused for an unknown part, for what is not asked, and for what is no action', async (t) => {
    const { get, post, partId, idOf, requirementId } = await openAction(t);
    const rows = [
      [requirementId, 'nothing', '404 10005'],
      ['nothing', partId, '422 10017'],
      [idOf('textual'), partId, '422 10027'],
    ] as const;
    for (const [requirement, part, code] of rows) {
      const path = `/external_requirements/${requirement}/sub_number_orders/${part}`;
      assert.equal(codeOf(await post(path, { requirement: JANE })), code);
      assert.equal(codeOf(await get(path)), code);
    }
  });

  it('waits for approval when it is done, at every number, and says nobody\u2019s name', async (t) => {
    const { post, path, desk, partId, requirementId, answersOf } = await openAction(t);
    assert.throws(() => desk.doAction({ partId, requirementId }), /no link yet/);
    await post(path, { requirement: JANE });
    desk.doAction({ partId, requirementId });
    const done = await answersOf();
    assert.deepEqual(
      done.map((answer) => answer?.status),
      ['pending-approval', 'pending-approval'],
    );
    assert.ok(done.every((answer) => answer?.field_value && !/Jane|Doe|https/.test(answer.field_value)));
    assert.equal(codeOf(await post(path, { requirement: JANE })), '422 10027', 'it is done once');
    desk.approve({ partId, requirementIds: [requirementId] });
    assert.deepEqual(
      (await answersOf()).map((answer) => answer?.status),
      ['approved', 'approved'],
    );
    assert.equal(codeOf(await post(path, { requirement: JANE })), '422 85003');
  });

  it('is done again after a decline', async (t) => {
    const { post, path, desk, partId, requirementId, answersOf } = await openAction(t);
    await post(path, { requirement: JANE });
    desk.doAction({ partId, requirementId });
    desk.decline({ partId, requirementIds: [requirementId], comment: 'The face was not visible.' });
    assert.equal((await post(path, { requirement: JANE })).status, 200);
    desk.doAction({ partId, requirementId });
    assert.equal((await answersOf())[0]?.status, 'pending-approval');
  });

  it('is over with the part', async (t) => {
    const { post, patch, path, partId } = await openAction(t);
    await patch(`/sub_number_orders/${partId}/cancel`);
    assert.equal(codeOf(await post(path, { requirement: JANE })), '422 85002');
  });
});

describe('the towns of one part', () => {
  const isOf = (city: string) => (number: { locality: string }) => number.locality === city;

  it('stand at each number: Berlin and Munich are one German part, answered apart', async (t) => {
    const { search, post, part, orderNumber, patch, upload } = await openSimulator(t);
    const phone_numbers: { phone_number: string }[] = [];
    for (const locality of ['Berlin', 'Munich', 'Berlin']) {
      const found = await search({ country_code: 'DE', phone_number_type: 'local', locality, limit: '3' });
      phone_numbers.push({ phone_number: found[phone_numbers.length]! });
    }
    const { body } = await post('/number_orders', { phone_numbers });
    assert.equal(body.data.sub_number_orders_ids.length, 1);
    const numbers = [];
    for (const { id } of body.data.phone_numbers) numbers.push(await orderNumber(id));
    assert.deepEqual(numbers.map(({ locality }) => locality).sort(), ['Berlin', 'Berlin', 'Munich']);

    const { regulatory_requirements: asked } = await part(body.data.sub_number_orders_ids[0]);
    const { requirement_id } = asked.find((item: Wire) => item.field_type === 'document');
    const munich = numbers.find(isOf('Munich'));
    const document = await upload('munich.pdf');
    await patch(`/number_order_phone_numbers/${munich.id}`, {
      regulatory_requirements: [{ requirement_id, field_value: document }],
    });
    const valueAt = async (id: string) =>
      (await orderNumber(id)).regulatory_requirements.find((item: Wire) => item.requirement_id === requirement_id)
        .field_value;
    assert.equal(await valueAt(munich.id), document);
    assert.equal(await valueAt(numbers.find(isOf('Berlin')).id), null);
  });

  it('are known of numbers that were ordered elsewhere', async (t) => {
    const { search, desk, get } = await openSimulator(t);
    const phoneNumbers: string[] = [];
    for (const locality of ['Berlin', 'Munich'])
      phoneNumbers.push(...(await search({ country_code: 'DE', phone_number_type: 'local', locality, limit: '1' })));
    desk.addOrder({ parts: [{ country: 'DE', numberType: 'local', phoneNumbers }] });
    const { body } = await get('/number_order_phone_numbers');
    assert.deepEqual(
      body.data.map(({ locality }: { locality: string }) => locality),
      ['Berlin', 'Munich'],
    );
  });
});
