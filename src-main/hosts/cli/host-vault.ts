import type { VaultOf } from '../../store/data-folder.ts'

let vault: VaultOf | null = null

/** The desktop program's verbs open the keys where its desk keeps them. Called once, before any verb. */
export function useVault(ofHost: VaultOf): void {
  vault = ofHost
}

/** Null: keys lie in key files. */
export function hostVault(): VaultOf | null {
  return vault
}
