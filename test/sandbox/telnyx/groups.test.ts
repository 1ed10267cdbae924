import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { codeOf, DAY, MINUTE, openSimulator } from './open-simulator.ts';

type Wire = { requirement_id: string; field_type: string; field_value: string | null; status: string };

/** A German group in which every value is present. */
const openFilled = async (t: TestContext) => {
  const world = await openSimulator(t);
  const fields = { country_code: 'DE', phone_number_type: 'local', action: 'ordering' };
  const { body } = await world.post('/requirement_groups', fields);
  const groupId: string = body.id;
  const values = await world.valuesFor(body.regulatory_requirements);
  const path = `/requirement_groups/${groupId}`;
  const give = (given: object[]) => world.patch(path, { regulatory_requirements: given });
  await give(values);
  const read = async () => (await world.get(path)).body;
  const statuses = async (): Promise<string[]> =>
    (await read()).regulatory_requirements.map(({ status }: Wire) => status);
  const submit = () => world.post(`${path}/submit_for_approval`);
  return { ...world, groupId, path, values, give, read, statuses, submit };
};

const all = (word: string): string[] => Array.from({ length: 5 }, () => word);

describe('a requirement group at the simulated Telnyx', () => {
  it('waits for approval as a whole, and is approved as a whole', async (t) => {
    const { desk, groupId, read, statuses, submit } = await openFilled(t);
    assert.deepEqual(await statuses(), all('unapproved'));
    assert.equal((await submit()).status, 200);
    assert.deepEqual([(await read()).status, await statuses()], ['pending-approval', all('pending-approval')]);
    assert.equal(codeOf(await submit()), '422 10027', 'it is submitted once');
    desk.approveGroup(groupId);
    assert.deepEqual([(await read()).status, await statuses()], ['approved', all('approved')]);
  });

  it('is open again when a value changes, of which the others keep their approval', async (t) => {
    const { desk, groupId, give, values, read, statuses, patch, path } = await openFilled(t);
    desk.approveGroup(groupId);
    await patch(path, { customer_reference: 'Another name' });
    assert.equal((await read()).status, 'approved', 'a name is not vetted');
    await give([values[0]!]);
    assert.deepEqual(
      [(await read()).status, await statuses()],
      ['unapproved', ['unapproved', ...all('approved').slice(1)]],
    );
  });

  it('is declined for the values that are named, with a comment of an admin', async (t) => {
    const { desk, groupId, values, read, statuses, submit, get, give } = await openFilled(t);
    await submit();
    desk.declineGroup(groupId, { requirementIds: [values[1]!.requirement_id], comment: 'Too old.' });
    const [first, , ...rest] = all('pending-approval');
    assert.deepEqual([(await read()).status, await statuses()], ['declined', [first, 'declined', ...rest]]);
    const { body } = await get(
      `/comments?filter[comment_record_type]=requirement_group&filter[comment_record_id]=${groupId}`,
    );
    assert.deepEqual([body.data[0].body, body.data[0].commenter_type], ['Too old.', 'admin']);
    await give([values[1]!]);
    assert.equal((await submit()).status, 200);
  });

  const refused: [why: string, comment: Record<string, unknown>, code: string][] = [
    ['without a body', { body: undefined }, '422 10004'],
    ['of blanks', { body: ' \n' }, '422 10004'],
    ['about no group', { comment_record_id: undefined }, '422 10004'],
    ['about a group that is not there', { comment_record_id: '00000000-0000-4000-8000-000000000000' }, '404 10005'],
    ['about a group as if it were a part', { comment_record_type: 'sub_number_order' }, '404 10005'],
    ['about a record of another kind', { comment_record_type: 'number_order' }, '400 10032'],
  ];
  for (const [why, over, code] of refused)
    it(`takes no comment ${why}`, async (t) => {
      const { desk, groupId, post } = await openFilled(t);
      const comment = { comment_record_type: 'requirement_group', comment_record_id: groupId, body: 'Is it enough?' };
      assert.equal(codeOf(await post('/comments', { ...comment, ...over })), code);
      assert.deepEqual(desk.group(groupId).comments, []);
      assert.equal((await post('/comments', comment)).status, 200);
      assert.deepEqual(
        desk.group(groupId).comments.map(({ body, commenterType }) => [commenterType, body]),
        [['user', 'Is it enough?']],
      );
    });

  it('runs out with the first of its values, and is good again with a new one', async (t) => {
    const { desk, groupId, values, read, statuses, give, clock, post, order } = await openFilled(t);
    desk.approveGroup(groupId);
    const requirementId = values[2]!.requirement_id;
    desk.expireValue({ groupId, requirementId, expiresAt: clock.now() + DAY });
    const [, , third] = (await read()).regulatory_requirements;
    assert.deepEqual([third.expires_at, third.status], ['2026-03-03T09:00:00.000Z', 'approved']);
    const seen = desk.version();
    await clock.advance(DAY);
    assert.notEqual(desk.version(), seen, 'whoever follows the desk hears of it');
    const [one, two, , ...rest] = all('approved');
    assert.deepEqual([(await read()).status, await statuses()], ['expired', [one, two, 'expired', ...rest]]);
    const { partId } = await order();
    const apply = () => post(`/sub_number_orders/${partId}/requirement_group`, { requirement_group_id: groupId });
    assert.equal(codeOf(await apply()), '422 10027');
    await give([values[0]!]);
    assert.equal((await read()).status, 'expired', 'another value does not help');
    await give([values[2]!]);
    const { status, regulatory_requirements: now } = await read();
    assert.deepEqual([status, now[2].status, now[2].expires_at], ['unapproved', 'unapproved', null]);
    assert.equal((await apply()).status, 200);
  });

  it('gets no expiry where there is no value, nor once it has run out', async (t) => {
    const { desk, groupId, values, clock, post } = await openFilled(t);
    const { body: empty } = await post('/requirement_groups', {
      country_code: 'FR',
      phone_number_type: 'local',
      action: 'ordering',
    });
    const [{ requirement_id }] = empty.regulatory_requirements;
    const soon = { expiresAt: clock.now() + DAY };
    assert.throws(
      () => desk.expireValue({ groupId: empty.id, requirementId: requirement_id, ...soon }),
      /that is there/,
    );
    desk.expireValue({ groupId, requirementId: values[0]!.requirement_id, ...soon });
    await clock.advance(DAY);
    assert.throws(
      () => desk.expireValue({ groupId, requirementId: values[0]!.requirement_id, expiresAt: null }),
      /given anew/,
    );
  });

  it('lies on the desk with its values, files and comments until it is removed', async (t) => {
    const { desk, groupId, call, path } = await openFilled(t);
    desk.comment({ groupId, body: 'Which company?' });
    const [group] = desk.groups();
    assert.deepEqual(
      [group?.groupId, group?.country, group?.numberType, group?.status, group?.comments[0]?.body],
      [groupId, 'DE', 'local', 'unapproved', 'Which company?'],
    );
    assert.deepEqual(
      group?.requirements.map(({ fieldType, filename }) => [fieldType, filename !== null]),
      group?.requirements.map(({ fieldType }) => [fieldType, fieldType === 'document']),
    );
    assert.ok(group?.requirements.every(({ name, value }) => name.length > 3 && value !== null));
    await call('DELETE', path);
    assert.deepEqual(desk.groups(), []);
    assert.throws(() => desk.group(groupId), /knows no requirement group/);
  });
});

describe('the links of documents at the simulated Telnyx', () => {
  it('say who uses a document: a group, a part, one number', async (t) => {
    const { get, patch, part, upload, order, groupId, post } = await openFilled(t);
    const { partId, order: placed } = await order({ count: 2 });
    const numberId = placed.phone_numbers[0].id;
    const linksOf = async (id: string) => (await get(`/document_links?filter[linked_resource_id]=${id}`)).body.data;
    assert.deepEqual(await linksOf(partId), []);
    const { regulatory_requirements: asked } = await part(partId);
    const { requirement_id } = asked.find((item: Wire) => item.field_type === 'document');
    const own = await upload();
    await patch(`/number_order_phone_numbers/${numberId}`, {
      regulatory_requirements: [{ requirement_id, field_value: own }],
    });
    const [link] = await linksOf(numberId);
    assert.deepEqual([link.document_id, link.linked_record_type], [own, 'number_order_phone_number']);
    await post(`/sub_number_orders/${partId}/requirement_group`, { requirement_group_id: groupId });
    const copied = await linksOf(partId);
    assert.deepEqual(
      copied.map((item: { document_id: string }) => item.document_id).sort(),
      (await linksOf(groupId)).map((item: { document_id: string }) => item.document_id).sort(),
    );
    const { body } = await get('/document_links?filter[linked_record_type]=sub_number_order&page[size]=1');
    assert.deepEqual([body.data.length, body.meta.total_results], [1, copied.length]);
    assert.equal(codeOf(await get(`/document_links?filter[document_id]=${own}`)), '400 10031');
  });

  it('end with the group; the document then vanishes after half an hour, unless an order took it over', async (t) => {
    for (const isApplied of [true, false]) {
      const { call, path, values, desk, groupId, get, clock, order, post } = await openFilled(t);
      const documentId = desk.group(groupId).requirements.find(({ filename }) => filename !== null)?.value;
      const { partId } = await order();
      if (isApplied) await post(`/sub_number_orders/${partId}/requirement_group`, { requirement_group_id: groupId });
      await clock.advance(DAY);
      await call('DELETE', path);
      assert.equal((await get(`/documents/${documentId}`)).status, 200);
      await clock.advance(30 * MINUTE);
      assert.equal((await get(`/documents/${documentId}`)).status, isApplied ? 200 : 404);
      assert.ok(values.length > 0);
    }
  });
});
