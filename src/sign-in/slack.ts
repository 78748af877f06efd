import { z } from 'zod';
import type { SignInWay } from '../core/console/sign-in.ts';
import { authorizationUrl, type CodeFlow, exchange } from './code-flow.ts';
import { noArrival } from './no-arrival.ts';
import { knownServer } from './server.ts';

interface SlackSettings {
  apiUrl: URL;
  clientId: string;
  clientSecret: string;
}

/** https://docs.slack.dev/authentication/sign-in-with-slack: the ids are Slack's own claims. */
const claimed = z.object({
  'https://slack.com/team_id': z.string().regex(/^[TE][A-Z0-9]+$/),
  'https://slack.com/user_id': z.string().regex(/^[UW][A-Z0-9]+$/),
});

/**
 * Sign in with Slack, which is OpenID Connect. Slack accepts PKCE only from apps that were declared public, and otherwise answers
 * `internal_error`; its published configuration names no PKCE method. There, the nonce ties the code to this browser (RFC 9700,
 * 2.1.1).
 */
export function slackWay({ apiUrl, clientId, clientSecret }: SlackSettings): SignInWay {
  const issuer = new URL(apiUrl.origin);
  const configuration = knownServer({ issuer, clientId, clientSecret, algorithm: 'oidc' });
  const flow: CodeFlow = { configuration, scope: 'openid', isOpenId: true, pkce: 'if-said' };
  return {
    name: 'slack',
    label: 'Slack',
    begin: (secrets, redirectUri) => authorizationUrl(flow, secrets, redirectUri),
    finish: async (came, secrets) => {
      try {
        const claims = claimed.safeParse((await exchange(flow, came, secrets)).claims());
        if (!claims.success) return { kind: 'not_arrived', why: 'untrusted', code: 'no_slack_ids' };
        const { 'https://slack.com/team_id': team, 'https://slack.com/user_id': user } = claims.data;
        return { kind: 'arrived', account: { surface: 'slack', team, user }, unverified: null };
      } catch (error) {
        return noArrival(error);
      }
    },
    vouchesFor: ({ surface }) => surface === 'slack',
  };
}
