import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { toSafeFilename } from '../../src/telnyx/documents.ts';
import type { SeenRequest } from '../support/http-script.ts';
import { failureOf, startTelnyx } from './scripted-telnyx.ts';

const aWireDocument = (over: Record<string, unknown> = {}) => ({
  id: 'document-1',
  record_type: 'document',
  filename: 'passport.pdf',
  content_type: 'application/pdf',
  size: { amount: 3, unit: 'bytes' },
  sha256: 'abc',
  status: 'pending',
  av_scan_status: 'pending_scan',
  customer_reference: null,
  ...over,
});

const document = {
  id: 'document-1',
  filename: 'passport.pdf',
  contentType: 'application/pdf',
  sizeBytes: 3,
  sha256: 'abc',
  status: 'pending',
  scanStatus: 'pending_scan',
  reference: null,
};

describe('uploading a document', () => {
  it('sends it as base64, only the bytes it is', async (t) => {
    const { telnyx, seen } = await startTelnyx(t, [{ json: { data: aWireDocument() } }]);
    const content = new Uint8Array([0, 1, 2, 3, 255]).subarray(1, 4);
    const sent = await telnyx.documents.upload({ filename: 'passport.pdf', content, reference: 'nd-1' });
    assert.deepEqual(sent, document);
    assert.deepEqual([seen[0]?.method, seen[0]?.path], ['POST', '/v2/documents']);
    assert.deepEqual(seen[0]?.body, { filename: 'passport.pdf', file: 'AQID', customer_reference: 'nd-1' });
  });

  it('sends the largest that Telnyx takes', async (t) => {
    const { telnyx, seen } = await startTelnyx(t, [{ json: { data: aWireDocument() } }]);
    await telnyx.documents.upload({ filename: 'a.pdf', content: new Uint8Array(20_000_000), reference: null });
    assert.equal(seen.length, 1);
  });

  for (const { why, bytes } of [
    { why: 'an empty file', bytes: 0 },
    { why: 'one byte too many', bytes: 20_000_001 },
  ]) {
    it(`refuses ${why} without calling Telnyx`, async (t) => {
      const { telnyx, seen } = await startTelnyx(t, [{ json: { data: aWireDocument() } }]);
      const upload = telnyx.documents.upload({ filename: 'a.pdf', content: new Uint8Array(bytes), reference: null });
      assert.equal((await failureOf(upload)).code, 'file_refused');
      assert.equal(seen.length, 0);
    });
  }
});

describe('the name of a file', () => {
  const rows = [
    { why: 'a plain name stays', name: 'Müller Ausweis.pdf', is: 'Müller Ausweis.pdf' },
    { why: 'nothing that a path is made of', name: '../../etc\\passwd', is: '.._.._etc_passwd' },
    { why: 'nothing invisible', name: 'pass\u0000\u202eport\n.pdf', is: 'passport.pdf' },
    { why: 'a name is needed', name: '\n', is: 'document' },
    { why: 'also before an extension', name: '.pdf', is: 'document.pdf' },
  ];
  for (const { why, name, is } of rows) {
    it(why, () => assert.equal(toSafeFilename(name), is));
  }

  it('is cut at 512 characters, between letters, and keeps its extension', () => {
    const name = toSafeFilename(`${'🇩🇪'.repeat(200)}.jpeg`);
    assert.ok(name.length <= 512 && name.length > 500);
    assert.ok(name.isWellFormed());
    assert.ok(name.endsWith('🇩🇪.jpeg'));
  });
});

describe('the documents of the account', () => {
  it('come newest first', async (t) => {
    const infected = aWireDocument({
      id: 'd2',
      av_scan_status: 'infected',
      status: 'denied',
      size: { amount: 2, unit: 'MB' },
    });
    const { telnyx, seen } = await startTelnyx(t, [{ json: { data: [aWireDocument(), infected] } }]);
    const documents = await telnyx.documents.list();
    assert.deepEqual(documents[0], document);
    assert.deepEqual([documents[1]?.scanStatus, documents[1]?.sizeBytes], ['infected', 2_000_000]);
    assert.deepEqual(seen[0]?.query, { sort: ['-created_at'], 'page[number]': ['1'], 'page[size]': ['250'] });
  });

  it('are read one by one, however little Telnyx tells', async (t) => {
    const { telnyx, seen } = await startTelnyx(t, [{ json: { data: { id: 'document-1', size: null } } }]);
    const read = await telnyx.documents.get('document-1');
    assert.deepEqual([read.filename, read.sizeBytes, read.status], ['', null, 'pending']);
    assert.equal(seen[0]?.path, '/v2/documents/document-1');
  });
});

describe('whether a document is linked', () => {
  /** Newest first, 250 on a page, each link to a document of its own. */
  const links =
    (count: number) =>
    ({ query }: SeenRequest) => {
      const start = (Number(query['page[number]']?.[0]) - 1) * 250;
      const data = Array.from({ length: Math.max(0, Math.min(250, count - start)) }, (_, i) => ({
        id: `link-${start + i}`,
        record_type: 'document_link',
        document_id: `document-${start + i}`,
        linked_record_type: 'sub_number_order',
        linked_resource_id: 'part-1',
      }));
      return { json: { data, meta: { total_pages: Math.ceil(count / 250), page_size: 250 } } };
    };

  const rows = [
    { why: 'it is among the newest links', id: 'document-7', is: true, calls: 1 },
    { why: 'it is on the second page', id: 'document-260', is: true, calls: 2 },
    { why: 'nothing refers to it', id: 'document-9999', is: false, calls: 2 },
  ];
  for (const { why, id, is, calls } of rows) {
    it(`is ${is ? 'yes' : 'no'}: ${why}`, async (t) => {
      const { telnyx, seen } = await startTelnyx(t, links(300));
      assert.equal(await telnyx.documents.isLinked(id), is);
      assert.equal(seen.length, calls, 'no page more than needed');
      assert.deepEqual([seen[0]?.method, seen[0]?.path], ['GET', '/v2/document_links']);
      assert.deepEqual(seen[0]?.query, { 'page[number]': ['1'], 'page[size]': ['250'] });
    });
  }

  it('is no after 2,000 links: sending it again is safe, searching for ever is not', async (t) => {
    const { telnyx, seen } = await startTelnyx(t, links(100_000));
    assert.equal(await telnyx.documents.isLinked('document-50000'), false);
    assert.equal(seen.length, 8);
  });

  it('is not guessed when the links cannot be read', async (t) => {
    const { telnyx } = await startTelnyx(t, [{ json: { data: [{ id: 'link-1' }] } }]);
    assert.equal((await failureOf(telnyx.documents.isLinked('document-1'))).code, 'telnyx_unreadable');
  });
});
