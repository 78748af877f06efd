/** Removes secrets from a text. A line of JSON stays valid JSON. */
export type Redact = (text: string) => string;

const hidden = '[redacted]';

/** Names of fields whose value is never shown, at any depth, also in JSON that is quoted inside a text. */
const fields = [
  'authorization|proxy-authorization|cookie|set-cookie|x-api-key|x-slack-signature',
  'pass(?:word|wd|phrase)|pwd|secret|client_?secret|signing_?secret|private_?key',
  'api_?key|access_?token|refresh_?token|id_?token|bot_?token',
].join('|');

/** One character inside a JSON string, perhaps escaped. */
const inside = String.raw`(?:[^"\\]|\\.)`;

/**
 * Secrets recognised by their shape, for those that are in no setting. Slack: xoxb-, xoxe.xoxp-, xapp- · Discord: three parts, the first a user's id ·
 * ours: wh_ · model endpoints: sk- · GitHub: ghp_ and similar · AWS: AKIA, ASIA · JWT: three or five parts that begin with eyJ.
 */
const shapes: readonly (readonly [RegExp, string])[] = [
  [new RegExp(String.raw`(\\{0,3}"(?:${fields})\\{0,3}"\s*:\s*\[?\s*\\{0,3}")${inside}*`, 'gi'), `$1${hidden}`],
  [new RegExp(String.raw`\b((?:${fields})=)[^\s&"'\\,;]+`, 'gi'), `$1${hidden}`],
  [new RegExp(String.raw`\b((?:set-)?cookie:\s*[\w-]+=)${inside}+?(?=\\|"|$)`, 'gim'), `$1${hidden}`],
  [/([?&](?:token|key|code|state|signature|sig)=)[^\s&"'\\]+/gi, `$1${hidden}`],
  [/\b(Bearer|Basic|Bot)\s+(?=[a-z_.~+/-]*\d)[\w.~+/-]{8,}=*/gi, `$1 ${hidden}`],
  [/(:\/\/[^\s:@/"'\\]*:)[^\s"'/\\]+@/g, `$1${hidden}@`],
  [/(\/sign-in\/+)[\w-]{16,}/gi, `$1${hidden}`],
  [/-----BEGIN [A-Z0-9 ]+-----(?:[^"\\]|\\[^"])*?(?:-----END [A-Z0-9 ]+-----|(?=\\?")|$)/g, hidden],
  [/\b(?:xox[a-z]|xapp)[-.][\w.-]{8,}/g, hidden],
  [/\b[MNO][\w-]{22,27}\.[\w-]{6,7}\.[\w-]{27,}/g, hidden],
  [/\beyJ[\w-]{6,}(?:\.[\w-]*){2,4}/g, hidden],
  [/\b(?:wh_|sk-|gh[a-z]_|github_pat_|AIza)[\w-]{16,}/g, hidden],
  [/\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g, hidden],
];

/** Characters. A shorter value can't be a secret, and would occur in every second word. */
const shortest = 4;

/** Hides secrets by their shape, and these ones by their value: as they are, as JSON escapes them, and as a URL encodes them. */
export function createRedact(secrets: readonly string[]): Redact {
  const values = findAny(secrets.filter((secret) => secret.length >= shortest).flatMap(spellings));
  return (text) => {
    const without = values === null ? text : text.replace(values, hidden);
    return shapes.reduce((line, [shape, instead]) => line.replace(shape, instead), without);
  };
}

const spellings = (secret: string): string[] => [
  secret,
  JSON.stringify(secret).slice(1, -1),
  encodeURIComponent(secret),
];

/** Matches any of the texts, the longest first, since one secret may begin like another. */
function findAny(texts: readonly string[]): RegExp | null {
  const sorted = [...new Set(texts)].sort((a, b) => b.length - a.length);
  if (sorted.length === 0) return null;
  return new RegExp(sorted.map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|'), 'g');
}
