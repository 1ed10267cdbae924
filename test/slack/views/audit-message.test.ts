import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { AUDIT_ACTS, type AuditPlace } from '../../../src/domain/audit-entry.ts';
import { auditPlace } from '../../../src/slack/ids.ts';
import { auditMessage, type ShownAct } from '../../../src/slack/views/audit-message.ts';
import { anAuditEntry, NOW } from '../../support/builders.ts';
import { assertMessageFits, buttonsOf, elementsOf, WORKSPACE, wordsOf } from './shown.ts';

const LINK = `${WORKSPACE}/C1/p1733000000000100`;
const anAct = (given: Partial<ShownAct> = {}): ShownAct => ({ ...anAuditEntry(), link: null, ...given });
const shown = (acts: ShownAct[], older: AuditPlace | null = null, isNewest = true) =>
  auditMessage({ acts, older, isNewest });

describe('who did what, as it is shown', () => {
  it('says when, who, what and on which order, linked to its thread', () => {
    const words = wordsOf(shown([anAct({ link: LINK, reference: 'Berlin office' })]));
    assert.match(
      words,
      new RegExp(`<!date\\^${NOW / 1000}\\^.*> · <@U1> placed an order \\(1 number\\) · <${LINK}\\|Berlin office>`),
    );
  });

  it('has words for every act', () => {
    for (const act of AUDIT_ACTS) assert.match(wordsOf(shown([anAct({ act })])), /<@U1> [a-z]{3,} /, act);
  });

  it('names a group that has no name by its id, and is silent of what it does not know', () => {
    const group = { orderKey: null, orderId: null, reference: null, groupId: '12ade33a-21c0', detail: null };
    assert.match(wordsOf(shown([anAct({ ...group, act: 'group-deleted' })])), / · Group 12ade33a\n/);
    const address = { ...group, groupId: null, act: 'address-created' as const, detail: 'address 1002' };
    assert.match(wordsOf(shown([anAct(address)])), /<@U1> made an address \(address 1002\)\n/);
  });

  const HOSTILE: [reference: string, becomes: string, why: string][] = [
    ['<!channel>', `<${LINK}|&lt;!channel&gt;>`, 'calls nobody'],
    ['a|b', `<${LINK}|a¦b>`, 'does not end the address of the link'],
    ['x> <https://evil.example|y', `<${LINK}|x&gt; &lt;https://evil.example¦y>`, 'opens no link of its own'],
    ['gnp.\u202Efdp', `<${LINK}|gnp.fdp>`, 'turns nothing round'],
    ['\u202E\u200B', '', 'is no link when there is nothing to see'],
    ['=HYPERLINK("x")', `<${LINK}|=HYPERLINK("x")>`, 'is a word here'],
  ];
  for (const [reference, becomes, why] of HOSTILE)
    it(`${JSON.stringify(reference)}: ${why}`, () => {
      const message = shown([anAct({ reference, link: LINK })]);
      assertMessageFits(message);
      const [, line = ''] = wordsOf(message).split('\n');
      assert.equal(line.slice(line.indexOf('(1 number)')), becomes === '' ? '(1 number)' : `(1 number) · ${becomes}`);
    });

  it('offers what is older, from where this page ends', () => {
    const older = { day: '2026-01-12', count: 3 };
    const message = shown([anAct()], older, false);
    assert.deepEqual(buttonsOf(message), ['Older']);
    assert.deepEqual(auditPlace.decode(String(elementsOf(message, 'button')[0]?.value)), older);
    assert.match(wordsOf(message), /older\.\n/);
  });

  it('says where it ends, and offers nothing there', () => {
    const message = shown([anAct()]);
    assert.deepEqual(buttonsOf(message), []);
    assert.match(wordsOf(message), /That is all there is/);
  });

  it('says so when there is nothing yet', () => {
    assert.match(wordsOf(shown([])), /Nobody has done anything here yet/);
  });
});
