/** Made up, in the shape of the real ones; put together here, so that nobody who looks for leaked secrets stops at this file. */
const random = (length: number): string => 'Ab3dE6gH9jK2mN5pQ8sT1vW4yZ7cF0'.repeat(5).slice(0, length);

export const pem = [
  '-----BEGIN',
  ' PRIVATE KEY-----\n',
  random(64),
  '\n',
  random(40),
  '\n-----END',
  ' PRIVATE KEY-----',
].join('');

/** Known by their shape: a text that somebody was given, and the part of it that must not be seen. */
export const shaped: Record<string, [text: string, secret: string]> = {
  'a Slack bot token': [`xoxb-${random(40)}`, random(40)],
  'a Slack user token': [`xoxp-1-2-${random(30)}`, random(30)],
  'a rotated Slack token': [`xoxe.xoxp-1-${random(30)}`, random(30)],
  'a Slack app token': [`xapp-1-A0-${random(40)}`, random(40)],
  'a Discord bot token': [`M${random(25)}.${random(6)}.${random(38)}`, random(38)],
  'a key of ours': [`wh_${random(40)}`, random(40)],
  'a model key': [`sk-${random(40)}`, random(40)],
  'a Bearer header': [`Authorization: Bearer ${random(32)}`, random(32)],
  'a Basic header': [`authorization: Basic ${random(24)}==`, random(24)],
  'a cookie': [`Cookie: wheelhouse_session=${random(43)}`, random(43)],
  'a sign-in link': [`http://127.0.0.1:3000/sign-in/${random(43)}`, random(43)],
  'a sign-in link that was mistyped': [`http://127.0.0.1:3000/SIGN-IN//${random(43)}`, random(43)],
  'a password in a URL': [`postgres://wheelhouse:${random(20)}@db:5432/w`, random(20)],
  'a password with an @ in a URL': [`postgres://wheelhouse:x@${random(20)}@db:5432/w`, random(20)],
  'a password in a query': [`postgres://db/w?user=a&password=${random(20)}`, random(20)],
  'a code of a sign-in': [`/sign-in/callback?code=${random(30)}&state=${random(28)}`, random(28)],
  'a private key': [pem, random(40)],
  'a private key that was cut off': [pem.slice(0, 90), random(50)],
  'an AWS key': [`AKIA${'ABCDEFGH'.repeat(2)}`, 'ABCDEFGHABCDEFGH'],
  'a JWT': [`eyJ${random(20)}.eyJ${random(30)}.${random(43)}`, random(43)],
  'a field that names its secret': [JSON.stringify({ client_secret: random(22) }), random(22)],
  'a list of headers': [JSON.stringify({ 'set-cookie': [`s=${random(22)}`] }), random(22)],
};
