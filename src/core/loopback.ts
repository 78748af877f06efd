/** Whether a host name or address reaches only this machine. Takes IPv6 both as in a URL (`[::1]`) and without brackets. */
export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host.endsWith('.localhost') || /^127(\.\d{1,3}){3}$|^\[?::1\]?$/.test(host);
