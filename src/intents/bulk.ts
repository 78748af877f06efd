import { mostAtOnce, type AnswerAll, type BulkItem, type BulkOrder, type BulkResult } from '../core/bulk.ts';
import { bulkWords } from '../core/cards/words/bulk.ts';
import { answerItem, leftOut } from './bulk-item.ts';
import type { Visit } from '../core/intent.ts';
import type { DoorPorts } from './ports.ts';

/** The door for many answers at once. They are given one after the other, so that the same request, sent twice, finds each Ask as the first left it. */
export const createBulk =
  (ports: DoorPorts): AnswerAll =>
  async ({ verb, items }, visit) => {
    const results: BulkResult[] = [];
    let isReached = true;
    for (const [index, item] of distinct(items).entries()) {
      if (index >= mostAtOnce) results.push(leftOut(item.askId, null, 'too_many'));
      else {
        const result: BulkResult = isReached ? await reach(ports, verb, item, visit) : unreached(item);
        isReached = result.end !== 'unreached';
        results.push(result);
      }
    }
    return results;
  };

/** One answer for each Ask: if an Ask is named twice, the first counts. */
const distinct = (items: readonly BulkItem[]): BulkItem[] => {
  const first = new Map<string, BulkItem>();
  for (const item of items) if (!first.has(item.askId)) first.set(item.askId, item);
  return [...first.values()];
};

/** Each answer has a delivery key of its own, derived from that of the whole. */
const deliveryOf = (visit: Visit, { askId }: BulkItem): Visit => ({ ...visit, delivery: `${visit.delivery}/${askId}` });

async function reach(ports: DoorPorts, verb: BulkOrder['verb'], item: BulkItem, visit: Visit): Promise<BulkResult> {
  const own = deliveryOf(visit, item);
  try {
    return await answerItem({ ports, visit: own }, verb, item);
  } catch (error) {
    const { delivery, where, account } = own;
    const facts = { err: error, delivery, where, account, kind: 'bulk', verb, ask: item.askId };
    ports.log.error(facts, 'door-failed: the answer had no effect, or can be repeated');
    return unreached(item);
  }
}

const unreached = ({ askId }: BulkItem): BulkResult => ({
  askId,
  about: null,
  end: 'unreached',
  code: null,
  text: bulkWords.unreached(),
});
