import type { CardSubject } from '../../../core/effect.ts';
import type { ShownCard } from '../../../core/cards/redrawing.ts';

/** KIND.ID.REVISION[.PAGE[.OF]].INDEX, as the drawing names its blocks. */
const name = /^(run|ask|message)\.([^.]+)\.(\d{1,15})(?:\.(\d{1,6})(?:\.(\d{1,9}))?)?\.\d+$/;

/** The card that a block belongs to; null where no card of ours has such a block. */
export function cardOfBlock(blockId: string): (ShownCard & { revision: number }) | null {
  const [, kind, id = '', revision, page, pageOf] = name.exec(blockId) ?? [];
  if (kind !== 'run' && kind !== 'ask' && kind !== 'message') return null;
  const subject: CardSubject = { kind, id };
  const shown = { subject, revision: Number(revision) };
  if (page === undefined) return shown;
  return { ...shown, page: Number(page), ...(pageOf === undefined ? {} : { pageOf: Number(pageOf) }) };
}
