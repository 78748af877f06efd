export interface ServerEvent {
  event: string;
  data: string;
}

/** What a live view sends, until whoever reads has had enough. */
export async function* eventsAt(address: string, cookie: string): AsyncGenerator<ServerEvent> {
  const leave = new AbortController();
  const response = await fetch(address, { headers: { cookie }, signal: leave.signal });
  if (!response.ok || !response.body) throw new Error(`${address} answered ${response.status}.`);
  let text = '';
  try {
    for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
      text += chunk;
      const parts = text.split('\n\n');
      text = parts.pop() ?? '';
      for (const part of parts) {
        yield { event: /^event: (.*)$/m.exec(part)?.[1] ?? '', data: /^data: (.*)$/m.exec(part)?.[1] ?? '' };
      }
    }
  } finally {
    leave.abort();
  }
}

/** Everything up to the first event that fits; a view that ends before is a failure. */
export async function until(
  events: AsyncGenerator<ServerEvent>,
  fits: (event: ServerEvent) => boolean,
): Promise<ServerEvent[]> {
  const seen: ServerEvent[] = [];
  for (;;) {
    const next = await events.next();
    if (next.done) throw new Error(`The view ended after ${seen.map(({ event }) => event).join(' ')}.`);
    seen.push(next.value);
    if (fits(next.value)) return seen;
  }
}
