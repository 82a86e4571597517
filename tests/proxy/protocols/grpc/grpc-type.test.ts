import { describe, expect, it } from 'vitest';
import { grpcType } from '../../../../proxy/protocols/grpc/grpc-type.js';

describe('grpcType', () => {
  it.each([
    ['application/grpc', { web: false, text: false, messageType: undefined }],
    ['application/grpc; charset=utf-8', { web: false, text: false, messageType: undefined }],
    ['Application/GRPC+Proto', { web: false, text: false, messageType: undefined }],
    ['application/grpc+json', { web: false, text: false, messageType: 'application/json' }],
    ['application/grpc-web', { web: true, text: false, messageType: undefined }],
    ['application/grpc-web+json;x=y', { web: true, text: false, messageType: 'application/json' }],
    ['application/grpc-web-text', { web: true, text: true, messageType: undefined }],
    ['application/grpc-web-text+proto', { web: true, text: true, messageType: undefined }],
  ])('reads %s', (contentType, type) => {
    expect(grpcType(contentType)).toEqual(type);
  });

  it.each([
    undefined,
    '',
    'application/json',
    'application/grpcx',
    'application/grpc-webx',
    'application/gzip',
    'text/grpc',
    'applicationXgrpc',
  ])('leaves %s alone', (contentType) => {
    expect(grpcType(contentType)).toBeUndefined();
  });
});
