// 1 KiB of JSON as an API answers it.
const rows = Array.from({ length: 12 }, (_, i) => ({
  id: 1000 + i,
  name: `user ${i}`,
  token: (i * 2654435761).toString(16).padStart(16, '0'),
}));
export const json = JSON.stringify({ rows }).padEnd(1024, ' ').slice(0, 1024);
