/** One browser that signs in, without a script: it keeps its cookies, and goes where the pages lead. */
export class Walker {
  readonly #jar = new Map<string, string>();
  readonly #origin: string;

  constructor(origin: string) {
    this.#origin = origin;
  }

  cookie(name: string): string | undefined {
    return this.#jar.get(name);
  }

  plant(name: string, value: string): void {
    this.#jar.set(name, value);
  }

  async ask(path: string, init: RequestInit = {}): Promise<Response> {
    const cookie = [...this.#jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { ...(init.headers as Record<string, string> | undefined), cookie };
    const response = await fetch(new URL(path, this.#origin), { ...init, headers, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (/max-age=0/i.test(line)) this.#jar.delete(name);
      else this.#jar.set(name, value);
    }
    return response;
  }

  post(path: string): Promise<Response> {
    return this.ask(path, { method: 'POST', headers: { origin: this.#origin } });
  }

  /** Presses the button; where the browser is sent. */
  async begin(way: string, to = '/'): Promise<URL> {
    const response = await this.post(`/sign-in/${way}?to=${encodeURIComponent(to)}`);
    return new URL(goesOnTo(await response.text()));
  }

  /** Begins, and says yes at the other house: the address at which it comes back. */
  async there(way: string, to = '/'): Promise<string> {
    return sentBack(await this.begin(way, to));
  }

  async signIn(way: string, to = '/'): Promise<Response> {
    return this.ask(await this.there(way, to));
  }

  async isIn(): Promise<boolean> {
    return (await this.ask('/')).status !== 401;
  }
}

/** What the other house answers to a browser that arrives there. */
export async function sentBack(there: URL): Promise<string> {
  const response = await fetch(there, { redirect: 'manual' });
  const location = response.headers.get('location');
  if (location === null) throw new Error(`It sent nobody back: ${response.status} ${await response.text()}`);
  return location;
}

/** The address that a page leads on to by itself. */
export function goesOnTo(html: string): string {
  const found = /http-equiv="refresh" content="0;url=([^"]*)"/.exec(html)?.[1];
  if (found === undefined) throw new Error(`The page leads nowhere: ${html}`);
  return found.replaceAll('&amp;', '&');
}
