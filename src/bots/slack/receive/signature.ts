import { createHmac, timingSafeEqual } from 'node:crypto';

/** Slack's own number: a request that is older may be a replay. One from the future is no less strange (S8). */
const tolerance = 300;

/** The headers of a request, as far as they are of the right shape: one that came twice is not. */
export interface Stamp {
  timestamp: string;
  signature: string;
}

/** Before the body is so much as read: null where no body could make it right. `now` in milliseconds. */
export function stampOf(header: (name: string) => string | undefined, now: number): Stamp | null {
  const timestamp = header('x-slack-request-timestamp') ?? '';
  const signature = header('x-slack-signature') ?? '';
  // A header that is sent twice comes as “a, b”.
  if (!/^[0-9]{1,12}$/.test(timestamp) || !/^v0=[0-9a-f]{64}$/.test(signature)) return null;
  return Math.abs(Math.floor(now / 1000) - Number(timestamp)) <= tolerance ? { timestamp, signature } : null;
}

/** Over the bytes as they came, before anything is made of them: https://docs.slack.dev/authentication/verifying-requests-from-slack */
export function isSigned({ timestamp, signature }: Stamp, raw: Uint8Array, secret: string): boolean {
  const ours = createHmac('sha256', secret).update(`v0:${timestamp}:`).update(raw).digest();
  return timingSafeEqual(ours, Buffer.from(signature.slice('v0='.length), 'hex'));
}
