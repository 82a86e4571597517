import { describe, expect, it } from 'vitest';
import { foundIn, matchesIn } from './found-in.js';

describe('precise-location finds a pair', () => {
  it.each([
    ['35.68124,139.76712', '35.68124,139.76712'],
    ['35.68124, 139.76712', '35.68124,139.76712'],
    ['51.50740;-0.12780', '51.5074,-0.1278'],
    ['+35.6812+139.7671/', '35.6812,139.7671'],
    ['35.68124,139.76712,12.5', '35.68124,139.76712'],
    ['geo:35.681,139.767;u=35', '35.681,139.767'],
    ['at POINT(139.767 35.681)', '139.767,35.681'],
    ['{"lat":35.681,"lng":139.767}', '35.681,139.767'],
    ['{"longitude": "139.767", "latitude": "35.681"}', '35.681,139.767'],
    ['?lat=35.681&lon=139.767', '35.681,139.767'],
  ])('%j', (text, value) => {
    expect(foundIn('precise-location', text)).toEqual([value]);
  });

  it('with three decimals where the name says so', () => {
    expect(foundIn('precise-location', '35.681,139.767', { name: 'll' })).toEqual(['35.681,139.767']);
    expect(foundIn('precise-location', '35.681,139.767', { name: 'userLocation' })).toEqual(['35.681,139.767']);
    expect(foundIn('precise-location', '35.681,139.767', { name: 'size' })).toEqual([]);
  });

  it('each of a labelled list', () => {
    const text = '[{"lat":35.681,"lng":139.767},{"lat":35.682,"lng":139.768}]';
    expect(foundIn('precise-location', text)).toEqual(['35.681,139.767', '35.682,139.768']);
  });
});

describe('precise-location finds one coordinate by name', () => {
  it.each([
    ['latitude', '35.681', 'pattern'],
    ['緯度', '35.681', 'pattern'],
    ['目的地_经度', '116.397', 'pattern'],
    ['user_lat', '35.68124', 'pattern'],
    ['lng', '139.767', 'pattern'],
    ['lon', '-0.127', 'pattern'],
    ['geoLong', '139.76712', 'pattern'],
    ['coordinates', '139.76712', 'name'],
  ])('%s: %s', (name, text, recognisedAs) => {
    expect(matchesIn('precise-location', text, { name }).map((match) => match.recognisedAs)).toEqual([recognisedAs]);
  });

  it.each([
    ['lat', '12.345'],
    ['request_lat', '12.34567'],
    ['how_long', '12.34567'],
    ['latitude', '35.68'],
    ['緯度', '35.68'],
    ['纬度', '95.681'],
    ['latitude', '95.681'],
    ['longitude', '181.681'],
    ['latitude', '35'],
    ['price', '35.68124'],
    ['platform', '35.68124'],
    ['coordinates', '35.681'],
  ])('but not %s: %s', (name, text) => {
    expect(foundIn('precise-location', text, { name })).toEqual([]);
  });
});

describe('precise-location does not find', () => {
  it.each([
    '35.68,139.76',
    '12.345,67.890',
    '0.12345,0.56789',
    '200.12345,300.12345',
    'M10.12345,20.12345 L30.12345,40.12345 Z',
    '1.2345,2.3456,3.4567,4.5678,5.6789',
    '{"lat":1,"lng":2}',
    '{"lat":0.0001,"lng":0.0002}',
    '{"flat":35.681,"along":139.767}',
    '192.168.100.200',
    '',
  ])('%j', (text) => {
    expect(foundIn('precise-location', text)).toEqual([]);
  });
});
