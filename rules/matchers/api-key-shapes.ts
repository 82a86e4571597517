/** A key with a fixed prefix that its issuer chose so that leaks can be found. */
export interface KeyShape {
  readonly issuer: string;
  readonly prefix: string;
  /** What follows the prefix; sticky. */
  readonly rest: RegExp;
}

const END = '(?![0-9A-Za-z_])';

/** `rest` in the syntax of regular expressions; no word may go on behind it. */
function shapes(issuer: string, rest: string, prefixes: string): readonly KeyShape[] {
  return prefixes.split(' ').map((prefix) => ({ issuer, prefix, rest: new RegExp(rest + END, 'y') }));
}

/** Sources: the issuers' documentation of their key formats. */
export const apiKeyShapes: readonly KeyShape[] = [
  ...shapes('Stripe', '[0-9A-Za-z]{16,255}', 'sk_live_ rk_live_'),
  ...shapes('Stripe', '[0-9A-Za-z+/]{24,64}={0,2}', 'whsec_'),
  ...shapes('AWS', '[A-Z2-7]{16}', 'AKIA ASIA'),
  ...shapes('GitHub', '[0-9A-Za-z]{36,251}', 'ghp_ gho_ ghu_ ghs_ ghr_'),
  ...shapes('GitHub', '[0-9A-Za-z_]{36,244}', 'github_pat_'),
  ...shapes('GitLab', '[0-9A-Za-z_-]{20,300}', 'glpat- gldt- glrt- glptt- glft- glimt- glagent- gloas- glsoat- glcbt- glffct-'),
  ...shapes('Slack', '[0-9A-Za-z-]{10,250}', 'xoxa- xoxb- xoxp- xoxr- xoxs- xoxe- xapp-'),
  ...shapes('Google', '[0-9A-Za-z_-]{35}', 'AIza'),
  ...shapes('Google', '[0-9A-Za-z_-]{28}', 'GOCSPX-'),
  ...shapes('Google', '[0-9A-Za-z_-]{60,512}', 'ya29.'),
  ...shapes('npm', '[0-9A-Za-z]{36}', 'npm_'),
  ...shapes('PyPI', '[0-9A-Za-z_-]{50,1000}', 'pypi-AgEI'),
  ...shapes('RubyGems', '[0-9a-f]{48}', 'rubygems_'),
  ...shapes('SendGrid', '[0-9A-Za-z_-]{22}\\.[0-9A-Za-z_-]{43}', 'SG.'),
  ...shapes('Twilio', '[0-9a-f]{32}', 'SK'),
  ...shapes('Mailgun', '[0-9a-f]{32}', 'key-'),
  ...shapes('Brevo', '[0-9a-f]{64}-[0-9A-Za-z]{16}', 'xkeysib-'),
  ...shapes('Square', '[0-9A-Za-z_-]{22}', 'sq0atp-'),
  ...shapes('Square', '[0-9A-Za-z_-]{43}', 'sq0csp-'),
  ...shapes('Shopify', '[0-9a-fA-F]{32}', 'shpat_ shpca_ shppa_ shpss_'),
  ...shapes('DigitalOcean', '[0-9a-f]{64}', 'dop_v1_ doo_v1_ dor_v1_'),
  ...shapes('Databricks', '[0-9a-f]{32}(?:-\\d)?', 'dapi'),
  ...shapes('Atlassian', '[0-9A-Za-z_=-]{100,250}', 'ATATT3xFfGF0'),
  ...shapes('Atlassian', '[0-9A-Za-z_=-]{24,250}', 'ATBB ATCTT3xFfGN0'),
  ...shapes('Hugging Face', '[0-9A-Za-z]{34}', 'hf_ api_org_'),
  ...shapes('Docker', '[0-9A-Za-z_-]{27}', 'dckr_pat_'),
  ...shapes('HashiCorp', '[0-9A-Za-z_-]{24,300}', 'hvs. hvb.'),
  ...shapes('Grafana', '[0-9A-Za-z]{32}_[0-9a-f]{8}', 'glsa_'),
  ...shapes('New Relic', '[0-9A-Z]{27}', 'NRAK-'),
  ...shapes('Postman', '[0-9a-f]{24}-[0-9a-f]{34}', 'PMAK-'),
  ...shapes('Linear', '[0-9A-Za-z]{40}', 'lin_api_'),
  ...shapes('Figma', '[0-9A-Za-z_-]{40}', 'figd_'),
  ...shapes('Supabase', '[0-9a-f]{40}', 'sbp_'),
  ...shapes('OpenAI', '[0-9A-Za-z_-]{40,300}', 'sk-proj- sk-svcacct- sk-admin-'),
  ...shapes('Mapbox', '[0-9A-Za-z_-]{40,300}\\.[0-9A-Za-z_-]{22}', 'sk.eyJ'),
  ...shapes('Notion', '[0-9A-Za-z]{43,50}', 'ntn_'),
  ...shapes('Sentry', '[0-9A-Za-z+/=_-]{80,400}', 'sntrys_'),
  ...shapes('Sentry', '[0-9a-f]{64}', 'sntryu_'),
  ...shapes('Heroku', '[0-9A-Za-z_-]{36,100}', 'HRKU-'),
  ...shapes('Doppler', '[0-9A-Za-z._-]{40,64}', 'dp.pt. dp.st. dp.ct. dp.sa.'),
  ...shapes('PlanetScale', '[0-9A-Za-z._-]{32,64}', 'pscale_tkn_ pscale_pw_ pscale_oauth_'),
  ...shapes('Airtable', '[0-9A-Za-z]{14}\\.[0-9a-f]{64}', 'pat'),
  ...shapes('Braintree', '[0-9a-z]{16}\\$[0-9a-f]{32}', 'access_token$production$'),
  ...shapes('Anthropic', '[0-9A-Za-z_-]{40,300}', 'sk-ant-'),
  ...shapes('Groq', '[0-9A-Za-z]{52}', 'gsk_'),
  ...shapes('Replicate', '[0-9A-Za-z]{37}', 'r8_'),
];
