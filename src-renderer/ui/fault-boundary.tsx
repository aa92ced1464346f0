import { Component, type ReactNode } from 'react'

interface FaultBoundaryProperties {
  readonly children: ReactNode
  /** Shown instead of a screen that could not be drawn. */
  readonly instead: ReactNode
}

/** Keeps a fault of the screen from leaving an empty window, or an old answer that no longer moves. React knows only classes here. */
export class FaultBoundary extends Component<FaultBoundaryProperties, { readonly isBroken: boolean }> {
  override state = { isBroken: false }

  static getDerivedStateFromError(): { readonly isBroken: boolean } {
    return { isBroken: true }
  }

  override render(): ReactNode {
    return this.state.isBroken ? this.props.instead : this.props.children
  }
}
