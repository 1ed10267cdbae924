import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { startProcess } from '../../support/start-process.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const DEMO = join(import.meta.dirname, '../../../src/sandbox/demo/play-demo.ts');

/** What a watcher must have seen, in this order. */
const MILESTONES: { why: string; says: RegExp }[] = [
  { why: 'searched', says: /Searched: local numbers in Germany, in Berlin/ },
  { why: 'the form says what it costs', says: /Form · Order numbers[\s\S]*?Orders are final/ },
  { why: 'the card', says: /order’s card[\s\S]*?0 of 5 answered · you act next/ },
  { why: 'the first reply', says: /in the thread[\s\S]*?needs 5 answers before it is activated/ },
  { why: 'reminded 72 h before the deadline', says: /@Ada Lindqvist 3 days left/ },
  { why: 'a text typed and files attached', says: /Proof of address: {2}electricity-bill\.pdf/ },
  { why: 'an address, in a form on top', says: /Form · New address[\s\S]*?Saved: Head office/ },
  { why: 'all sent', says: /Form · All answers sent[\s\S]*?sent 5 answers/ },
  {
    why: 'declined, with the comment',
    says: /Number Ops declined Contact information[\s\S]*?> The phone number is not/,
  },
  { why: 'only what was declined is asked', says: /Form · Fix what was rejected[\s\S]*?Already sent, not asked again/ },
  { why: 'fixed', says: /sent 1 answer / },
  { why: 'active', says: /part is active: \+49 30/ },
  { why: 'the card, in the end', says: /Complete\. The number is active/ },
];

describe('the demo', () => {
  it('plays the whole story in plain text and ends by itself, leaving nothing behind', async (t) => {
    const cwd = temporaryFolder(t);
    const demo = startProcess(t, { env: {}, cwd, args: [DEMO, '--fast'] });
    assert.deepEqual(await demo.exit, { code: 0, signal: null }, demo.stderr());
    assert.equal(demo.stderr(), '');
    let rest = demo.stdout();
    for (const { why, says } of MILESTONES) {
      const found = says.exec(rest);
      assert.ok(found, `${why}: ${says} in what is left:\n${rest}`);
      rest = rest.slice(found.index + found[0].length);
    }
    assert.ok(!demo.stdout().includes('\u001b['), 'no colours where there is no terminal');
    assert.doesNotMatch(demo.stdout(), /undefined|<@|!date|\{date/);
    assert.deepEqual(readdirSync(cwd), []);
  });
});
