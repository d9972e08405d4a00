// Specs run one after another; those that say so have two of their features or cases at work at a time.
runner {
    parallel {
        enabled true
        fixed 2
        defaultSpecificationExecutionMode = 'SAME_THREAD' as org.spockframework.runtime.model.parallel.ExecutionMode
        defaultExecutionMode = 'SAME_THREAD' as org.spockframework.runtime.model.parallel.ExecutionMode
    }
}
