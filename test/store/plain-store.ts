import { DatabaseSync } from 'node:sqlite';
import { newTrackedGroup } from '../../src/domain/tracked-group.ts';
import { createCipher } from '../../src/store/cipher.ts';
import { aComment, NOW } from '../support/builders.ts';
import { aFormDraft, PART } from '../support/form-builders.ts';
import { TEST_KEYS } from '../support/test-keys.ts';
import { finish, orderAt } from './temporary-store.ts';

/** Words that only people write. */
export const MARK = 'Zebulon Quarterstaff';

const comment = aComment({ body: `${MARK} is not in the register`, author: `${MARK} (Number Ops)` });

/** What the store below holds: an open order, a finished one and a group, each with words of people. */
export const HELD = {
  open: orderAt(1, { refusal: MARK, intent: { ...orderAt(1).intent, reference: MARK } }),
  finished: finish(orderAt(2, { intent: { ...orderAt(2).intent, reference: MARK } })),
  group: {
    ...newTrackedGroup({ id: 'group-1', now: NOW }),
    uses: [{ orderKey: 'key1', partId: 'part-1', reference: MARK, at: NOW }],
    owed: [
      {
        id: 'owed-1',
        createdAt: NOW,
        changes: [
          {
            kind: 'comment-added' as const,
            commentId: comment.id,
            author: comment.author,
            authorType: comment.authorType,
            body: comment.body,
          },
        ],
      },
    ],
  },
  draft: aFormDraft({ title: MARK }),
};

const SCHEMA = `CREATE TABLE "keyv"(key VARCHAR(255) NOT NULL, value TEXT, namespace VARCHAR(255) NOT NULL DEFAULT '', expires BIGINT DEFAULT NULL, UNIQUE(key, namespace));
CREATE INDEX "keyv_expires_idx" ON "keyv" (expires) WHERE expires IS NOT NULL;`;

/** A file as numberdesk wrote it before stores were sealed: all plain but half-filled forms, and no version of the store. */
export const writePlainStore = (path: string): void => {
  const database = new DatabaseSync(path);
  database.exec(`PRAGMA journal_mode = WAL; ${SCHEMA}`);
  const insert = database.prepare('INSERT INTO keyv (key, value, namespace) VALUES (?, ?, ?)');
  const put = (namespace: string, key: string, value: unknown): void =>
    void insert.run(key, JSON.stringify({ value }), namespace);
  put('open-orders', 'key1', { revision: 3, order: HELD.open });
  put('finished-orders', 'key2', { revision: 5, order: HELD.finished });
  put('finished-refs', 'part:part-2', ['key2']);
  put('finished-rechecks', 'key2', { nextCheckAt: NOW, until: NOW });
  put('groups', 'group-1', HELD.group);
  const place = `U1:part:${PART.orderKey}:${PART.partId}`;
  put('form-drafts', place, { savedAt: NOW, sealed: createCipher(TEST_KEYS).seal(JSON.stringify(HELD.draft), place) });
  put('state', 'heartbeat', NOW);
  // What was written before, and freed: it stays in the file until its page is needed.
  for (let at = 0; at < 200; at += 1)
    put('open-orders', `old${at}`, { revision: 1, order: { ...HELD.open, refusal: MARK.repeat(50) } });
  database.exec("DELETE FROM keyv WHERE key LIKE 'old%'");
  database.close();
};
