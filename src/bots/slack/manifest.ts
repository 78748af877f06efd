import { isSeq, parseDocument } from 'yaml';
import { eventsPath } from './receive/events-path.ts';

export const eventsUrl = (publicUrl: URL): URL => new URL(`${publicUrl.href.replace(/\/$/, '')}${eventsPath}`);

/** Slack's page that makes an app of a manifest: https://docs.slack.dev/app-manifests/configuring-apps-with-app-manifests */
export function installLink(manifest: string): URL {
  const link = new URL('https://api.slack.com/apps');
  link.search = `new_app=1&manifest_yaml=${encodeURIComponent(manifest)}`;
  return link;
}

/** The same app, to be reached at a public address instead of by Socket Mode. */
export function overHttp(manifest: string, publicUrl: URL): string {
  const document = parseDocument(manifest);
  const url = eventsUrl(publicUrl).href;
  const commands = document.getIn(['features', 'slash_commands']);
  const count = isSeq(commands) ? commands.items.length : 0;
  for (let index = 0; index < count; index++) document.setIn(['features', 'slash_commands', index, 'url'], url);
  document.setIn(['settings', 'event_subscriptions', 'request_url'], url);
  document.setIn(['settings', 'interactivity', 'request_url'], url);
  document.setIn(['settings', 'socket_mode_enabled'], false);
  return document.toString({ lineWidth: 0 });
}
