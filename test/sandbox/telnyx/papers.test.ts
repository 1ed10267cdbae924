import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { REQUIREMENTS, requirementTypes } from '../../../src/sandbox/telnyx/requirement-catalogue.ts';
import { codeOf, KEY, MINUTE, openSimulator } from './open-simulator.ts';

describe('documents at the simulated Telnyx', () => {
  it('vanish after half an hour, unless an answer refers to them', async (t) => {
    const { upload, order, part, patch, get, clock } = await openSimulator(t);
    const { partId } = await order();
    const { regulatory_requirements: asked } = await part(partId);
    const [kept, lost] = [await upload('kept.pdf'), await upload('lost.pdf')];
    const { requirement_id } = asked.find((item: { field_type: string }) => item.field_type === 'document');
    await patch(`/sub_number_orders/${partId}`, { regulatory_requirements: [{ requirement_id, field_value: kept }] });
    await clock.advance(30 * MINUTE);
    assert.equal((await get(`/documents/${kept}`)).status, 200);
    assert.equal(codeOf(await get(`/documents/${lost}`)), '404 10005');
  });

  it('cannot be deleted once linked', async (t) => {
    const { upload, call, order, answerAll, desk } = await openSimulator(t);
    const free = await upload();
    assert.equal((await call('DELETE', `/documents/${free}`)).status, 200);
    const { partId } = await order();
    await answerAll(partId);
    const linked = desk.part(partId).requirements.find((item) => item.fieldType === 'document')!.value;
    assert.equal(codeOf(await call('DELETE', `/documents/${linked}`)), '422 10027');
  });

  it('are scanned some seconds after the upload, lose the spaces of their names, and come back as they were', async (t) => {
    const { upload, get, clock, url } = await openSimulator(t);
    const id = await upload('my passport.pdf');
    const before = (await get(`/documents/${id}`)).body.data;
    assert.deepEqual([before.filename, before.av_scan_status], ['mypassport.pdf', 'pending_scan']);
    await clock.advance(5000);
    assert.equal((await get(`/documents/${id}`)).body.data.av_scan_status, 'scanned');
    const response = await fetch(`${url}/documents/${id}/download`, { headers: { authorization: `Bearer ${KEY}` } });
    assert.equal(await response.text(), 'a passport');
  });

  it('are taken as multipart too, and refused when the kind of file is not', async (t) => {
    const { post, url } = await openSimulator(t);
    const form = new FormData();
    form.set('file', new File(['a scan'], 'scan.png'));
    const headers = { authorization: `Bearer ${KEY}` };
    const response = await fetch(`${url}/documents`, { method: 'POST', headers, body: form });
    const body = (await response.json()) as { data: { content_type: string } };
    assert.equal(body.data.content_type, 'image/png');
    assert.equal(codeOf(await post('/documents', { file: 'YQ==', filename: 'virus.exe' })), '422 10027');
    assert.equal(codeOf(await post('/documents', { filename: 'a.pdf' })), '422 10004');
  });
});

describe('addresses, comments and groups at the simulated Telnyx', () => {
  it('takes an address without a postal code, but not without a name', async (t) => {
    const { post, get, address } = await openSimulator(t);
    const id = await address();
    assert.match(id, /^\d+$/);
    assert.equal((await get(`/addresses/${id}`)).body.data.locality, 'Berlin');
    assert.equal(codeOf(await post('/addresses', { last_name: 'Doe' })), '422 10004');
  });

  it('keeps comments of both sides and the moment one was read', async (t) => {
    const { order, post, patch, get, desk } = await openSimulator(t);
    const { partId } = await order();
    desk.comment({ partId, body: 'Which company?' });
    const record = { comment_record_type: 'sub_number_order', comment_record_id: partId };
    await post('/comments', { ...record, body: 'Example GmbH' });
    const { body } = await get(`/comments?filter[comment_record_id]=${partId}`);
    assert.deepEqual(
      body.data.map((item: { commenter_type: string }) => item.commenter_type),
      ['admin', 'user'],
    );
    const read = await patch(`/comments/${body.data[0].id}/read`);
    assert.equal(read.body.data.read_at, '2026-03-02T09:00:00.000Z');
    assert.equal(codeOf(await post('/comments', { ...record, comment_record_id: 'x', body: 'Hello' })), '404 10005');
  });

  it('sends groups bare, or in data where that is switched on', async (t) => {
    const fields = { country_code: 'DE', phone_number_type: 'local', action: 'ordering' };
    const bare = await openSimulator(t);
    const enveloped = await openSimulator(t, { envelopedGroups: true });
    assert.equal((await bare.post('/requirement_groups', fields)).body.status, 'unapproved');
    assert.equal((await enveloped.post('/requirement_groups', fields)).body.data.status, 'unapproved');
    assert.equal((await bare.get('/requirement_groups?filter[country_code]=DE')).body.length, 1);
  });

  it('does not approve Italian groups ahead of an order, nor groups with gaps', async (t) => {
    const { post } = await openSimulator(t);
    for (const country_code of ['IT', 'DE']) {
      const { body } = await post('/requirement_groups', {
        country_code,
        phone_number_type: 'local',
        action: 'ordering',
      });
      assert.equal(codeOf(await post(`/requirement_groups/${body.id}/submit_for_approval`)), '422 10027');
    }
  });
});

describe('the requirements of the simulated Telnyx', () => {
  it('are there for each country that sells only with a group, and mark what is invented', () => {
    for (const country of ['CH', 'DK', 'IT', 'NO', 'PT', 'SE']) {
      assert.ok(REQUIREMENTS.some((entry) => entry.country_code === country && entry.phone_number_type === 'local'));
    }
    const invented = REQUIREMENTS.filter((entry) => entry.invented).map((entry) => entry.country_code);
    assert.deepEqual([...new Set(invented)].sort(), ['DK', 'GB', 'NO', 'PT']);
    const dates = requirementTypes().filter((type) => type.type === 'datetime');
    assert.deepEqual(
      dates.map((type) => type.invented),
      [true],
    );
  });

  it('stand once for each country and type, each requirement once, with an id', () => {
    const keys = REQUIREMENTS.map((entry) => `${entry.country_code} ${entry.phone_number_type}`);
    assert.equal(new Set(keys).size, keys.length);
    for (const { requirement_types: types } of REQUIREMENTS) {
      assert.equal(new Set(types.map((type) => type.id)).size, types.length);
      assert.ok(types.every((type) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(type.id)));
    }
  });

  it('are listed by country and type, and by id', async (t) => {
    const { get } = await openSimulator(t);
    const { body } = await get(
      '/requirements?filter[country_code]=IT&filter[phone_number_type]=local&filter[action]=ordering',
    );
    assert.equal(body.data[0].requirement_types.length, 16);
    const type = await get(`/requirement_types/${body.data[0].requirement_types[0].id}`);
    assert.equal(type.body.data.acceptance_criteria.acceptable_values.length, 3);
    const none = await get('/requirements?filter[country_code]=US&filter[phone_number_type]=local');
    assert.deepEqual(none.body.data, []);
  });
});
