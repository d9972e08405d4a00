package compare;

import java.util.OptionalDouble;

/**
 * Sample is what one run took.
 *
 * @param seconds from its start to its end
 * @param processorSeconds of all its threads, in user and in kernel mode; empty where that cannot
 *     be measured
 * @param peakMegabytes the most memory that was resident; empty where that cannot be measured
 */
record Sample(double seconds, OptionalDouble processorSeconds, OptionalDouble peakMegabytes) {}
