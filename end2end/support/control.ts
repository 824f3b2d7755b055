import { providers, sandboxUrl, type ProviderId } from './portals';

/** The sandbox's control calls (docs/SANDBOX.md). */
export type PopulationMode = 'ok' | 'down' | 'slow' | 'fault' | 'malformed' | 'html' | 'wrong_person' | 'empty' | 'blank' | 'rejected';

export interface SentRequest {
  readonly to: 'dan-cu' | (typeof providers)[ProviderId]['id'];
  readonly method: string;
  readonly path: string;
}

/** Sandbox and portals as at the start. */
export async function reset(): Promise<void> {
  await call('POST', '/control/reset');
}

export async function setPopulation(mode: PopulationMode): Promise<void> {
  await call('PUT', '/control/population', { mode });
}

/** The provider does not answer at all, sends everybody back, or answers again. */
export async function setProvider(provider: ProviderId, mode: 'ok' | 'down' | 'temporarily_unavailable'): Promise<void> {
  const fault = mode === 'ok' ? 'none' : mode;
  await call('PUT', `/control/provider/${providers[provider].id}`, { fault });
}

/** What the portals have sent since the reset. */
export async function sentRequests(): Promise<SentRequest[]> {
  return (await call('GET', '/control/requests')).json() as Promise<SentRequest[]>;
}

/** How often the portals have asked the register. */
export async function registerCalls(): Promise<number> {
  return (await sentRequests()).filter((request) => request.to === 'dan-cu').length;
}

async function call(method: string, path: string, body?: object): Promise<Response> {
  const headers = { 'Content-Type': 'application/json' };
  const response = await fetch(sandboxUrl + path, body ? { method, headers, body: JSON.stringify(body) } : { method });
  if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}`);
  return response;
}
