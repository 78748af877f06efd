/** Whether only this machine is reached under that name; as a URL writes it, `[::1]`, or as it is listened on, `::1`. */
export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host.endsWith('.localhost') || /^127(\.\d{1,3}){3}$|^\[?::1\]?$/.test(host);
