import { once } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import { readLedger } from '../../db/ledger.ts';
import { weigh } from '../core/ledger/stretch.ts';
import { codeOf } from '../core/outage.ts';
import type { Order } from './ledger-threads.ts';

/** Runs as a thread of `openThreads` until it is ended: reads the shared snapshot on a connection of its own. */
const { url, moment } = workerData as { url: string; moment: string };

await readLedger(
  url,
  async ({ source }) => {
    parentPort?.on('message', ({ number, range }: Order) => {
      weigh(source, range).then(
        (stretch) => parentPort?.postMessage({ number, stretch }),
        (error: unknown) => parentPort?.postMessage({ number, failed: error, code: codeOf(error) }),
      );
    });
    if (parentPort) await once(parentPort, 'close');
  },
  moment,
);
