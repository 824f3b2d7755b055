// A provider that others wrote (npm's oidc-provider, certified by the OpenID Foundation), with one invented person.
// Arguments: its port, the portal's address. Its signing key is new at each start.
import { createServer } from 'node:http';
import { generateKeyPairSync } from 'node:crypto';
import Provider from 'oidc-provider';

const [port, portal] = process.argv.slice(2);
const issuer = `http://localhost:${port}`;
const key = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' });

const provider = new Provider(issuer, {
  clients: [
    {
      client_id: 'congdan',
      client_secret: 'a secret between two test programs',
      redirect_uris: [`${portal}/dang-nhap/vneid/ket-qua`],
      post_logout_redirect_uris: [`${portal}/`],
      backchannel_logout_uri: `${portal}/dang-xuat/vneid/backchannel`,
      backchannel_logout_session_required: true,
      grant_types: ['authorization_code'],
      response_types: ['code'],
      token_endpoint_auth_method: 'client_secret_basic',
      id_token_signed_response_alg: 'ES256',
    },
  ],
  jwks: { keys: [{ ...key, use: 'sig', alg: 'ES256', kid: `key-${Date.now()}` }] },
  claims: { openid: ['sub', 'SoDinhDanh', 'HoVaTen', 'NgayThangNamSinh', 'GioiTinh', 'loAs'] },
  conformIdTokenClaims: false,
  enabledJWA: { idTokenSigningAlgValues: ['ES256'] },
  pkce: { required: () => true },
  cookies: { keys: ['only for this test'] },
  // Both programs live on this machine: the provider's own guard against internal addresses would stop its logout call.
  fetch: (url, { dispatcher, ...options }) => globalThis.fetch(url, options),
  features: { devInteractions: { enabled: true }, rpInitiatedLogout: { enabled: true }, backchannelLogout: { enabled: true } },
  findAccount: (_context, id) => ({
    accountId: id,
    claims: () => ({ sub: id, SoDinhDanh: '025085999001', HoVaTen: 'Nguyễn Văn An', NgayThangNamSinh: '01/01/1985', GioiTinh: 'Nam', loAs: '2' }),
  }),
});

createServer(provider.callback()).listen(Number(port), '127.0.0.1', () => process.stdout.write('ready\n'));
