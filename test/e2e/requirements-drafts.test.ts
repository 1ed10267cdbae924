import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { buttonsOf, cardNow, modal, textOf } from '../support/act.ts';
import { CONTACT, openForm, orderWithPaperwork, pdfFile, sendForm } from '../support/act-requirements.ts';
import { DAY_MS, startWorld } from '../support/start-world.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const ZOE = 'Zoe Quartz, Acme GmbH, +49 30 42';

describe('a half-filled form', () => {
  it('is kept for the person who closed it, and the card and Home offer to continue', async (t) => {
    const w = await startWorld(t);
    const [ada, ben] = [w.slack.person('ada'), w.slack.person('ben')];
    const { card } = await orderWithPaperwork(w, ada);
    await openForm(w, ada, card);
    await ada.fill({ 'Executed Registration Form': pdfFile(ada, 'form.pdf') });
    await ada.fill({ [CONTACT]: ZOE, 'Proof of address: When was it issued?': '2026-09-01' });
    await ada.close();

    const left = await w.slack.waitFor(() => (/half filled/.test(textOf(cardNow(w, card))) ? cardNow(w, card) : null), {
      what: 'the card with a half-filled form',
    });
    assert.match(textOf(left), /@\S+ left the form half filled/);
    assert.equal(buttonsOf(left)[0], 'Continue');
    assert.doesNotMatch(JSON.stringify(left), /Zoe Quartz/, 'what was typed is not on the card');

    const home = await ada.openHome();
    const shown = await w.slack.waitFor(() => (/half-filled/.test(textOf(ada.home() ?? home)) ? ada.home() : null), {
      what: 'the Home tab with the form',
    });
    assert.match(textOf(shown), /Your half-filled forms \(1\).*DE local part · Berlin office/s);
    const own = shown.blocks.find((block) => JSON.stringify(block).includes('Only you see this'));
    await ada.click({ text: 'Continue', blockId: own?.block_id ?? '', in: 'home' });
    const again = await modal(w, ada, { id: 'requirements:submit' });
    assert.match(textOf(again), /Zoe Quartz/);
    assert.match(textOf(again), /form\.pdf is attached\. A new file takes its place/);
    assert.match(JSON.stringify(again.blocks), /"initial_date":"2026-09-01"/);

    const theirs = await openForm(w, ben, cardNow(w, card));
    assert.doesNotMatch(textOf(theirs), /Zoe Quartz|form\.pdf/, 'nobody else gets it');
    await ben.close();

    assert.match(textOf(await sendForm(w, ada)), /2 of 5 sent/, 'the remembered file went along');
    await ada.close();
    await ada.openHome();
    await w.slack.waitFor(() => !/half-filled/.test(textOf(ada.home())), { what: 'Home without the form' });
  });

  it('lets a remembered file be taken out again', async (t) => {
    const w = await startWorld(t);
    const ada = w.slack.person('ada');
    const { card } = await orderWithPaperwork(w, ada);
    await openForm(w, ada, card);
    await ada.fill({ 'Executed Registration Form': pdfFile(ada, 'wrong.pdf') });
    await ada.fill({ [CONTACT]: ZOE });
    await ada.close();
    await openForm(w, ada, cardNow(w, card));
    await ada.click({ text: 'Remove' });
    await modal(w, ada, { id: 'requirements:submit', says: /^(?![\s\S]*wrong\.pdf)/ });
    assert.match(textOf(await sendForm(w, ada)), /1 of 5 sent/);
  });

  it('that holds nothing leaves no trace', async (t) => {
    const w = await startWorld(t);
    const ada = w.slack.person('ada');
    const { card } = await orderWithPaperwork(w, ada);
    await openForm(w, ada, card);
    await ada.close();
    await w.slack.waitFor(() => !/filling in|half filled/.test(textOf(cardNow(w, card))), { what: 'a card as before' });
    assert.equal(buttonsOf(cardNow(w, card))[0], 'Provide details');
  });

  it('is given up after fourteen days', async (t) => {
    const w = await startWorld(t);
    const ada = w.slack.person('ada');
    const { card, partId } = await orderWithPaperwork(w, ada);
    w.telnyx.desk.moveDeadline({ partId, deadlineAt: w.clock.now() + 30 * DAY_MS });
    await openForm(w, ada, card);
    await ada.fill({ [CONTACT]: ZOE });
    await ada.close();
    await w.clock.advance(14 * DAY_MS + 60_000);
    assert.doesNotMatch(textOf(await openForm(w, ada, cardNow(w, card))), /Zoe Quartz/);
  });

  it('is sealed in the store: nobody reads it in the file', async (t) => {
    const folder = temporaryFolder(t);
    const path = join(folder, 'store.sqlite');
    const w = await startWorld(t, { storeUrl: `sqlite://${path}` });
    const ada = w.slack.person('ada');
    const { card } = await orderWithPaperwork(w, ada);
    await openForm(w, ada, card);
    await ada.fill({ [CONTACT]: 'Zebulon Quarterstaff, +49 30 1' });
    const bytes = [path, `${path}-wal`].map((file) => readFileSync(file, 'latin1')).join('');
    assert.ok(bytes.includes('form-drafts'), 'it is in there');
    assert.ok(!bytes.includes('Zebulon'), 'and cannot be read');
  });
});
