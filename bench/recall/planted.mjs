/** What every ruleset of this bench plants. Addresses and numbers are reserved, or such as issuers publish for tests. */
export const salt = 'pepper-7f';
export const hmacKey = 'sdk-key-29c1';

export const planted = {
  email: { as: 'email', value: 'qa.heron+7f3a@mail.example', salts: [salt], hmacKeys: [hmacKey] },
  adid: { as: 'uuid', value: '8c2f91d7-0b1a-4d55-9a3e-5f1f0f7f2b10', salts: [salt], hmacKeys: [hmacKey] },
  gmail: { as: 'email', value: 'jo.han.na+shop@gmail.com' },
  phone: { as: 'phone', value: '+81 90-1234-5678' },
  uuid: { as: 'uuid', value: 'd3a1f0c4-77b2-4e0d-8f61-02c9ab54e7f8' },
  mac: { as: 'mac', value: '02:1b:9e:5c:a7:f4' },
  imei: { as: 'imei', value: '490154203237518' },
  location: { as: 'location', value: '35.658581, 139.745433' },
  name: { as: 'name', value: 'Zoë Ostrowski-Müller' },
  'japanese name': { as: 'name', value: '山田 ソラ太郎' },
  date: { as: 'date', value: '1987-11-23' },
  token: { as: 'token', value: 'u-7f3a9c21d0e4' },
  integer: { as: 'integer', value: '1848314487' },
  'large integer': { as: 'integer', value: '912345678901234567' },
  text: { as: 'text', value: 'the purple heron lands at noon' },
};

/** The five more that make twenty: what false alarms are counted against. */
export const furtherPlanted = {
  'second integer': { as: 'integer', value: '2718281' },
  'second token': { as: 'token', value: '9f86d081884c7d65' },
  'second phone': { as: 'phone', value: '+44 7700 900123' },
  'second mac': { as: 'mac', value: '0a-5f-c3-11-8e-2d' },
  'app id': { as: 'token', value: '5e1b0c7a92f44d3e8a6b1f09c3d27e58' },
};
