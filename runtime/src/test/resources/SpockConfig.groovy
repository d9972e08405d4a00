import org.spockframework.runtime.model.parallel.ExecutionMode

// Specs run one after another; those that say so have two of their features or cases at work at a time.
runner {
    parallel {
        enabled true
        fixed 2
        defaultSpecificationExecutionMode ExecutionMode.SAME_THREAD
        defaultExecutionMode ExecutionMode.SAME_THREAD
    }
}
