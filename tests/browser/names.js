/* names.js - names of accounts that try to be markup, or script. */
export const hostileNames = [
  '</script><img src=x onerror=alert(1)>',
  '<script>alert(2)</script>',
  '"><svg onload=alert(3)>',
  "'><iframe src=javascript:alert(4)>",
  '<!--<script>',
  '--></style><b id=injected>bold</b>',
  '${alert(5)}{{alert(6)}}',
  '&lt;img src=x onerror=alert(7)&gt;',
  'javascript:alert(8)',
  '\u202Eevil\u202C reversed',
  ']]><a href="data:text/html,<script>alert(9)</script>">x</a>',
  '__proto__'
];
