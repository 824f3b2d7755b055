/** The addresses and names of the contract: two portals that share one journey. */
export interface Portal {
  readonly id: 'national' | 'phutho';
  readonly url: string;
}

/** Each worker has a demonstration of its own, on ports shifted by its number. */
export const portShift = (worker: number): number => worker * 10;

const shift = portShift(Number(process.env.TEST_PARALLEL_INDEX ?? 0));

export const portals = {
  national: { id: 'national', url: `http://localhost:${3000 + shift}` },
  phutho: { id: 'phutho', url: `http://localhost:${3100 + shift}` },
} as const satisfies Record<string, Portal>;

export const bothPortals: readonly Portal[] = Object.values(portals);

export const sandboxUrl = `http://localhost:${4000 + shift}`;

/** Where a provider's own pages are, and what the portals call it. */
export const providers = {
  national: { id: 'dvcqg', url: `${sandboxUrl}/dvcqg`, label: 'Tài khoản cấp bởi Cổng Dịch vụ công quốc gia' },
  vneid: { id: 'vneid', url: `${sandboxUrl}/vneid`, label: 'Tài khoản Định danh điện tử cấp bởi Bộ Công an' },
} as const;

export type ProviderId = keyof typeof providers;

export function isPortal(url: string): boolean {
  return bothPortals.some((portal) => url.startsWith(`${portal.url}/`));
}

export function isOurs(url: string): boolean {
  return isPortal(url) || url.startsWith(`${sandboxUrl}/`);
}

/** The procedure that both demo portals offer. */
export const procedure = '/thu-tuc/1.001193';

/** The business page of the journeys, with a query that must survive the whole chain. */
export const businessPage = `${procedure}/nop-ho-so?nguon=huong-dan`;

/** The choice of an account, with the way back to `wanted`. */
export function signInPath(wanted: string): string {
  return `/dang-nhap?tiep=${encodeURIComponent(wanted)}`;
}
