import { randomBytes } from 'node:crypto';
import type { FC } from 'hono/jsx';

/** Where on the page something is done. Strings as a form carries them; '' is none. */
export interface Spot {
  channel: string;
  thread: string;
  /** The message whose button was pressed, or whose button opened the form. */
  message: string;
  /** The path of the page that it is done on; absent in the chat, which is told by channel and thread. */
  page?: string;
}

/** On a page beside the chat, drawn for its reader from the truth: no message bears its buttons. */
export const onPage = (page: string): Spot => ({ channel: '', thread: '', message: '', page });

/** Names the one thing that this form does: a double submit or a reload bears it again. */
const nonce = (): string => randomBytes(16).toString('base64url');

/** What every form of the page carries. */
export const HiddenFields: FC<{ spot: Spot; token?: string }> = ({ spot, token }) => (
  <>
    <input type="hidden" name="nonce" value={nonce()} />
    <input type="hidden" name="channel" value={spot.channel} />
    <input type="hidden" name="thread" value={spot.thread} />
    <input type="hidden" name="message" value={spot.message} />
    {spot.page === undefined ? null : <input type="hidden" name="page" value={spot.page} />}
    {token === undefined ? null : <input type="hidden" name="token" value={token} />}
  </>
);
