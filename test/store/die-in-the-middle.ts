import { openStore } from '../../src/store/open-store.ts';
import { TEST_KEYS } from '../support/test-keys.ts';
import { orderAt } from './temporary-store.ts';

/** Run as a process of its own: saves an order, says so, and waits to be killed. */
const store = await openStore({ url: `sqlite://${process.argv[2]}`, encryptionKeys: TEST_KEYS });
await store.orders.create(orderAt(1));
await store.heartbeat.write(42);
process.stdout.write('saved\n');
setInterval(() => undefined, 1_000);
