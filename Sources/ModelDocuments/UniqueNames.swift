extension ModelDescription {
  /// The same description with a name of its own for every state, parameter and input.
  ///
  /// A parameter that has the name of a state becomes `name_parameter`; what then still has a taken name gets a number.
  var withUniqueNames: ModelDescription {
    var taken: Set<String> = []
    func unique(_ quantities: [ModelQuantity], _ suffix: String) -> [ModelQuantity] {
      quantities.map { quantity in
        var renamed = quantity
        var count = 1
        while !taken.insert(renamed.name).inserted {
          renamed.name = "\(quantity.name)_\(suffix)" + (count > 1 ? "\(count)" : "")
          count += 1
        }
        return renamed
      }
    }
    var result = self
    result.states = unique(states, "state")
    result.parameters = unique(parameters, "parameter")
    result.inputs = unique(inputs, "input")
    return result
  }

  /// The same description where an observable with the name of something else is called `name_readout`.
  ///
  /// - Parameter isSame: whether the observable with that number is the state, parameter or input of its name.
  func withUniqueObservables(_ isSame: (Int) -> Bool) -> ModelDescription {
    var taken = Set((states + parameters + inputs).map(\.name))
    var result = self
    for number in observables.indices where !isSame(number) {
      var name = observables[number].name
      var count = 1
      while !taken.insert(name).inserted {
        name = "\(observables[number].name)_readout" + (count > 1 ? "\(count)" : "")
        count += 1
      }
      result.observables[number].name = name
    }
    return result
  }
}
