// A real OpenID Connect provider (oidc-provider, certified) on loopback, with invented people; for the tests alone.
import { Provider } from 'oidc-provider'

const [port, client, secret, back] = process.argv.slice(2)
const issuer = `http://127.0.0.1:${port}`
const people = {
  joko: { email: 'joko@contoh.test', email_verified: true, name: 'Joko Prasetyo' },
  sari: { email: 'sari@contoh.test', email_verified: true, name: 'Sari Wulandari' },
  palsu: { email: 'ratna@contoh.test', email_verified: false, name: 'Bukan Ratna' },
}
const provider = new Provider(issuer, {
  clients: [{
    client_id: client, client_secret: secret, redirect_uris: [back],
    token_endpoint_auth_method: 'client_secret_post',
  }],
  claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
  cookies: { keys: ['only for tests'] },
  findAccount: (_, id) => people[id] && { accountId: id, claims: () => ({ sub: id, ...people[id] }) },
})
provider.listen(Number(port), '127.0.0.1', () => console.log('up'))
