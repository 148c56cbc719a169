//! The shipped packs are inside the program: when they change, it is built again.

fn main() {
    println!("cargo:rerun-if-changed=../../guidelines");
}
