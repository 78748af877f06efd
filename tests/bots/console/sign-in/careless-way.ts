import type { SignInWay } from '../../../../src/core/console/sign-in.ts';
import { secret } from './houses.ts';

/** Sign in with Slack as somebody would write it who checks nothing: the attacks on the token must succeed here. */
export function carelessWay(apiUrl: string): SignInWay {
  const { origin } = new URL(apiUrl);
  return {
    name: 'oidc',
    label: 'Careless',
    begin: async ({ state, nonce }, redirectUri) => {
      const asked = {
        response_type: 'code',
        client_id: 'wheel',
        scope: 'openid',
        redirect_uri: redirectUri,
        state,
        nonce,
      };
      return new URL(`/openid/connect/authorize?${new URLSearchParams(asked).toString()}`, origin);
    },
    finish: async (came) => {
      const form = { grant_type: 'authorization_code', code: came.searchParams.get('code') ?? '' };
      const sent = { ...form, redirect_uri: came.origin + came.pathname, client_id: 'wheel', client_secret: secret };
      const response = await fetch(`${apiUrl}openid.connect.token`, {
        method: 'POST',
        body: new URLSearchParams(sent),
      });
      const { id_token: token } = (await response.json()) as { id_token: string };
      const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Record<
        string,
        string
      >;
      const [team = '', user = ''] = [claims['https://slack.com/team_id'], claims['https://slack.com/user_id']];
      return { kind: 'arrived', account: { surface: 'slack', team, user }, unverified: null };
    },
    vouchesFor: () => true,
  };
}
