import { createHmac } from 'node:crypto';

/**
 * https://docs.slack.dev/authentication/verifying-requests-from-slack: over the bytes as they travel. `at` in
 * milliseconds of real time, which the app compares with its own clock, whatever a test has added to ours.
 */
export function sign(body: string | Buffer, at: number, secret: string): [string, string][] {
  const seconds = String(Math.floor(at / 1000));
  const mac = createHmac('sha256', secret).update(`v0:${seconds}:`).update(body).digest('hex');
  return [
    ['X-Slack-Request-Timestamp', seconds],
    ['X-Slack-Signature', `v0=${mac}`],
  ];
}
