package dev.garganey.shell.diagram;

import java.util.ArrayList;
import java.util.List;

/** Slot is room in a row: for a box, or for a net that passes. It is moved until all fits. */
final class Slot {
  final int row;
  final int node;
  final int net;
  final int width;
  final List<Slot> above = new ArrayList<>();
  final List<Slot> below = new ArrayList<>();
  int x;

  private Slot(int row, int node, int net, int width) {
    this.row = row;
    this.node = node;
    this.net = net;
    this.width = width;
  }

  static Slot box(int row, int node, int width) {
    return new Slot(row, node, -1, width);
  }

  static Slot passing(int row, int net) {
    return new Slot(row, -1, net, 1);
  }

  boolean isBox() {
    return node >= 0;
  }

  double center() {
    return x + (width - 1) / 2.0;
  }

  int end() {
    return x + width;
  }
}
