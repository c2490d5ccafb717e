/** Bad input and bad company over the real wire: what is wrong, too slow, too much or silent is refused or ended by name. */
package io.roomcast.contract.hostile;
