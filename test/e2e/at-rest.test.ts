import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { cardNow, modal, textOf } from '../support/act.ts';
import { CONTACT, oneTold, openForm, orderWithPaperwork, sendForm } from '../support/act-requirements.ts';
import { startWorld } from '../support/start-world.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** Read by another process: closing one's own second handle of an SQLite file ends the locks of the first. */
const bytesOf = (path: string): string => {
  const files = [path, `${path}-wal`].filter((file) => existsSync(file));
  return execFileSync('cat', files, { encoding: 'latin1', maxBuffer: 64 * 1024 * 1024 });
};

/** Each word of a person that may stand in the store, marked. */
const MARKS = {
  reference: 'Quagga Holdings',
  halfFilled: 'Wombat Typewriter',
  sent: 'Zebulon Quarterstaff',
  reviewer: 'Okapi is no legal form',
  reply: 'Pangolin sends it tomorrow',
};

describe('personal data at rest', () => {
  it('cannot be read in the database: references, answers, comments and replies', async (t) => {
    const path = join(temporaryFolder(t), 'store.sqlite');
    const w = await startWorld(t, { storeUrl: `sqlite://${path}` });
    const ada = w.slack.person('ada');
    const { card, part, partId } = await orderWithPaperwork(w, ada, { reference: MARKS.reference });
    await openForm(w, ada, card);
    await ada.fill({ [CONTACT]: MARKS.halfFilled });
    const halfway = bytesOf(path);
    await ada.fill({ [CONTACT]: `${MARKS.sent}, +49 30 1234567` });
    await sendForm(w, ada);
    await ada.close();
    const requirementIds = part.requirements.map(({ requirementId }) => requirementId).slice(0, 1);
    const told = await oneTold(w, card, () =>
      w.telnyx.desk.decline({ partId, requirementIds, comment: MARKS.reviewer }),
    );
    await ada.click({ text: 'Reply', in: told });
    await modal(w, ada, { id: 'comment:submit' });
    await ada.submit({ 'Your comment': MARKS.reply });
    await w.slack.waitFor(() => w.slack.screen().includes(MARKS.reply), { what: 'the reply in the thread' });
    const open = bytesOf(path);
    await w.app.stop();
    const closed = bytesOf(path);
    for (const [name, bytes] of Object.entries({ halfway, open, closed })) {
      assert.ok(bytes.includes('open-orders'), `${name}: it is this file`);
      for (const mark of Object.values(MARKS))
        assert.ok(!bytes.includes(mark.split(' ')[0] ?? mark), `${name}: ${mark}`);
    }
    await w.app.start();
    await w.tick();
    assert.match(textOf(cardNow(w, card)), /Quagga Holdings/, 'it is in there all the same');
  });
});
