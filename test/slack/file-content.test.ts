import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { samplePdf, samplePng } from '../../src/sandbox/sample-files.ts';
import { createContentCheck } from '../../src/slack/file-content.ts';
import { createLookInside } from '../../src/slack/look-inside.ts';
import { findInPdf } from '../../src/slack/pdf-finding.ts';
import { drawnPdf, hostilePdf, lockedPdf } from '../support/bad-files.ts';
import { refusal } from './refusal.ts';

const checkContent = createContentCheck();

const PDF = samplePdf('A proof');
const PNG = samplePng({ width: 850, height: 600 });
/** Its frame says 1000 by 800 pixels. */
const JPEG = Buffer.from(
  'ffd8ffe000104a46494600010100000100010000ffc0000b08032003e801011100ffda0008010100003f00d2cf20ffd9',
  'hex',
);
const text = (words: string): Uint8Array => new TextEncoder().encode(words);

type Case = { name: string; content: Uint8Array; is: string | RegExp; why: string };

const checkAll = (cases: Case[]): void => {
  for (const { name, content, is, why } of cases)
    it(`${name}: ${why}`, async () => {
      if (typeof is === 'string') assert.equal(await checkContent(name, content), is);
      else assert.match(await refusal(checkContent(name, content)), is);
    });
};

describe('a file by its content', () => {
  checkAll([
    { name: 'a.pdf', content: PDF, is: 'application/pdf', why: 'what it says' },
    { name: 'A.PDF', content: PDF, is: 'application/pdf', why: 'capitals do not matter' },
    { name: 'a.png', content: PNG, is: 'image/png', why: 'what it says' },
    { name: 'a.jpg', content: JPEG, is: 'image/jpeg', why: 'one of two endings' },
    { name: 'a.jpeg', content: JPEG, is: 'image/jpeg', why: 'the other' },
    { name: 'a.csv', content: text('a;b'), is: 'text/csv', why: 'text has no signature' },
    { name: 'a.pdf', content: PNG, is: /really a PNG file/, why: 'a renamed picture' },
    { name: 'a.txt', content: PDF, is: /really a PDF file/, why: 'a signature where there should be none' },
    { name: 'a.pdf', content: text('hello'), is: /cannot be read as PDF/, why: 'no signature at all' },
    { name: 'a.exe', content: PDF, is: /not a kind of file/, why: 'Telnyx does not take it' },
    { name: 'passport', content: PDF, is: /not a kind of file/, why: 'no ending' },
    { name: 'a.pdf', content: text(''), is: /a\.pdf is empty/, why: 'nothing in it' },
  ]);
});

describe('a PDF that nobody could review', async () => {
  const locked = await lockedPdf({ userPassword: 'secret' });
  const blank = await drawnPdf(null, '\n', 'q 1 0 0 1 72 720 cm 0.5 g Q');
  checkAll([
    {
      name: 'a.pdf',
      content: locked,
      is: /^file_refused: a\.pdf needs a password to be opened, .* Save it without one, then attach it\.$/,
      why: 'a password is needed to open it',
    },
    {
      name: 'a.pdf',
      content: await lockedPdf({ ownerPassword: 'secret' }),
      is: 'application/pdf',
      why: 'only changing and printing are forbidden: everybody can open it',
    },
    { name: 'a.pdf', content: PDF.slice(0, 300), is: /cannot be read: it is damaged or cut off/, why: 'cut off' },
    { name: 'a.pdf', content: text('%PDF-1.4\n%%EOF\n'), is: /cannot be read/, why: 'nothing but its signature' },
    { name: 'a.pdf', content: await drawnPdf(), is: /has no pages/, why: 'no page' },
    { name: 'a.pdf', content: blank, is: /is blank: nothing is on any of its pages/, why: 'pages that paint nothing' },
  ]);

  const paints: [content: string, why: string][] = [
    ['BT /F1 12 Tf (text) Tj ET', 'text'],
    ['BT [(te)-3(xt)]TJ ET', 'spaced text'],
    ['q /Im0 Do Q', 'a picture'],
    ['0 0 10 10 re f*', 'an area'],
    ['0 0 m 9 9 l S', 'a line'],
    ['BI /W 1 /H 1 ID x EI', 'a picture in the page itself'],
  ];
  for (const [content, why] of paints) {
    it(`is not one with ${why} on its second page`, async () => {
      assert.deepEqual(await findInPdf(await drawnPdf(null, content)), { kind: 'fine' });
    });
  }
});

describe('a picture that nobody could read', () => {
  checkAll([
    { name: 'a.png', content: samplePng({ width: 600, height: 600 }), is: 'image/png', why: 'just enough pixels' },
    {
      name: 'a.png',
      content: samplePng({ width: 599, height: 4000 }),
      is: /^file_refused: a\.png is too small to read, 599 by 4000 pixels\. .* at least 600 on the shorter side\.$/,
      why: 'too few pixels on its shorter side',
    },
    { name: 'a.jpg', content: JPEG.subarray(0, 22), is: /a\.jpg cannot be read/, why: 'cut off before its size' },
  ]);
});

describe('looking into a file', () => {
  it('ends in time with a hostile one, and holds nobody up meanwhile', async () => {
    let ticks = 0;
    const ticking = setInterval(() => {
      ticks += 1;
    }, 10);
    const lookInside = createLookInside({ timeoutMs: 3000 });
    const found = await lookInside({ as: 'pdf', content: hostilePdf() });
    clearInterval(ticking);
    assert.deepEqual(found, { kind: 'fine' }, 'nothing is known against it');
    assert.ok(ticks > 20, `the event loop went on: ${ticks} ticks`);
    assert.deepEqual(await lookInside({ as: 'pdf', content: await drawnPdf() }), { kind: 'no-pages' }, 'and the next');
  });

  it('works for several people at once', async () => {
    const lookInside = createLookInside({ keepMs: 0 });
    const contents = [await drawnPdf(), await drawnPdf(null), PDF];
    const found = await Promise.all(contents.map((content) => lookInside({ as: 'pdf', content })));
    assert.deepEqual(
      found.map(({ kind }) => kind),
      ['no-pages', 'blank', 'fine'],
    );
  });

  it('never fails on a damaged PDF', async () => {
    const damage = fc.tuple(fc.nat(PDF.length - 1), fc.integer({ min: 0, max: 255 }));
    await fc.assert(
      fc.asyncProperty(fc.array(damage, { minLength: 1, maxLength: 20 }), async (damages) => {
        const content = Uint8Array.from(PDF);
        for (const [at, byte] of damages) content[at] = byte;
        assert.ok((await findInPdf(content)).kind);
      }),
    );
  });
});
