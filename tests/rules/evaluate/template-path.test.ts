import { describe, expect, it } from 'vitest';
import { templatePath } from '../../../rules/evaluate/template-path.js';

describe('templatePath', () => {
  it.each([
    ['/users/8271/posts?x=1', '/users/{}/posts'],
    ['/api/v2/users', '/api/v2/users'],
    ['/v1.1/me', '/v1.1/me'],
    ['/rooms/8f14e45f-ceea-467f-a8f5-5f3a1c1f2d3e', '/rooms/{}'],
    ['/u/u-7f3a9c21d0', '/u/{}'],
    ['/u/jane@example.org/', '/u/{}/'],
    ['/u/a%20b', '/u/{}'],
    ['/static/app.min.js', '/static/app.min.js'],
    ['/oauth2/token', '/oauth2/token'],
    ['/getUserProfileInformation', '/getUserProfileInformation'],
    ['/t/aGVsbG8gd29ybGQhISEh', '/t/{}'],
    ['/', '/'],
  ])('%s', (path, template) => {
    expect(templatePath(path)).toBe(template);
  });
});
