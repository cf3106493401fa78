/** Typed arrays that grow by doubling, in shared memory so that worker threads read the features without a copy. */
abstract class Growing<A extends Uint32Array | Int32Array | Uint8Array | Float32Array> {
  length = 0
  protected abstract values: A

  protected abstract allocate(capacity: number): A

  push(value: number): void {
    if (this.length === this.values.length) {
      const larger = this.allocate(this.length * 2)
      larger.set(this.values)
      this.values = larger
    }
    this.values[this.length] = value
    this.length += 1
  }

  /** The values, of which the first `length` are in use. Valid until the next push. */
  get array(): A {
    return this.values
  }
}

const FIRST_CAPACITY = 64

export class GrowingUint32 extends Growing<Uint32Array> {
  protected values = this.allocate(FIRST_CAPACITY)

  protected allocate(capacity: number): Uint32Array {
    return new Uint32Array(new SharedArrayBuffer(capacity * 4))
  }
}

export class GrowingInt32 extends Growing<Int32Array> {
  protected values = this.allocate(FIRST_CAPACITY)

  protected allocate(capacity: number): Int32Array {
    return new Int32Array(new SharedArrayBuffer(capacity * 4))
  }
}

export class GrowingUint8 extends Growing<Uint8Array> {
  protected values = this.allocate(FIRST_CAPACITY)

  protected allocate(capacity: number): Uint8Array {
    return new Uint8Array(new SharedArrayBuffer(capacity))
  }
}

export class GrowingFloat32 extends Growing<Float32Array> {
  protected values = this.allocate(FIRST_CAPACITY)

  protected allocate(capacity: number): Float32Array {
    return new Float32Array(new SharedArrayBuffer(capacity * 4))
  }
}
