import { ask, below } from './ask.ts';
import { fault, note, ok, saidBy, type Finding } from './finding.ts';

const wellKnown = '.well-known/openid-configuration';
const needed = ['authorization_endpoint', 'token_endpoint', 'jwks_uri'];
const reach = 'See that OIDC_ISSUER_URL is right, and that this machine may reach it.';

/** The issuer of OpenID Connect says by itself where everything is, and who it is. */
export async function checkIssuer(issuer: URL | null): Promise<Finding> {
  if (issuer === null) return note('sign-in', 'no OpenID Connect issuer is set');
  const place = below(issuer, wellKnown);
  try {
    const { status, body } = await ask(place);
    if (body === null) return fault('sign-in', `${place.href} is no discovery document: it answers ${status}`, reach);
    const missing = needed.filter((name) => typeof body[name] !== 'string');
    if (missing.length > 0) return fault('sign-in', `${place.href} lacks ${missing.join(', ')}`, reach);
    const named = String(body.issuer);
    if (named.replace(/\/$/, '') === issuer.href.replace(/\/$/, '')) return ok('sign-in', `${issuer.host} answers`);
    return fault('sign-in', `${issuer.href} says that it is ${named}`, `Set OIDC_ISSUER_URL=${named}`);
  } catch (error) {
    return fault('sign-in', `${place.host} can't be reached: ${saidBy(error)}`, reach);
  }
}
